// wikibase-edit against a sandbox; prints what it found as JSON on its last line.
import wikibaseEdit from 'wikibase-edit'

const { SANDBOX_URL: instance, SANDBOX_USER: username, SANDBOX_PASSWORD: password } = process.env
const P = JSON.parse(process.env.SANDBOX_PROPERTIES)
const general = { instance, userAgent: 'client-tests/1.0', summary: 'made by a test' }
const wb = wikibaseEdit({ ...general, credentials: { username, password }, bot: true })
const admin = wikibaseEdit({ ...general, credentials: { username: 'Admin@tool', password } })

const read = async id => {
  const answer = await fetch(`${instance}/w/api.php?action=wbgetentities&ids=${id}&format=json`)
  return (await answer.json()).entities[id]
}
const item = async (label, data = {}) =>
  (await wb.entity.create({ type: 'item', labels: { en: label }, ...data })).entity
const refused = promise => promise.then(() => 'accepted', error => error.name)
const values = claims => claims.map(claim => claim.mainsnak.datavalue.value)

const parts = {
  async terms () {
    const { id } = await item('terms')
    await wb.label.set({ id, language: 'de', value: 'Ding' })
    await wb.description.set({ id, language: 'en', value: 'some thing' })
    await wb.alias.set({ id, language: 'en', value: [ 'a', 'b' ] })
    await wb.alias.add({ id, language: 'en', value: 'c' })
    await wb.alias.remove({ id, language: 'en', value: 'a' })
    const { labels, descriptions, aliases } = await read(id)
    return [ labels.de.value, descriptions.en.value, aliases.en.map(alias => alias.value) ]
  },
  async properties () {
    const { entity } = await wb.entity.create({
      type: 'property', datatype: 'url', labels: { en: 'made with wikibase-edit' },
    })
    return (await read(entity.id)).datatype
  },
  async datatypes () {
    const other = await item('other')
    const given = {
      'external-id': 'id-1',
      'globe-coordinate': { latitude: 1.5, longitude: 2.5, precision: 0.01 },
      monolingualtext: { language: 'fr', text: 'texte' },
      quantity: { amount: 12, unit: other.id },
      string: 'a string',
      time: '2019-04',
      url: 'https://example.org/',
      'wikibase-item': other.id,
      'wikibase-property': P.string,
    }
    const claims = Object.fromEntries(Object.entries(given).map(([ kind, value ]) => [ P[kind], value ]))
    const { id } = await item('every datatype', { claims })
    const found = await read(id)
    return Object.values(found.claims).map(([ claim ]) => claim.mainsnak.datatype).sort()
  },
  async claims () {
    const { id } = await item('claims')
    const property = P.string
    const { claim: { id: guid } } = await wb.claim.create({ id, property, value: 'one' })
    await wb.claim.update({ guid, newValue: 'two', rank: 'preferred' })
    await wb.qualifier.set({ guid, property, value: 'q' })
    await wb.qualifier.update({ guid, property, oldValue: 'q', newValue: 'r' })
    await wb.qualifier.move({ guid, oldProperty: property, newProperty: P['external-id'] })
    const snaks = { [P.url]: 'https://example.org/', [property]: [ 'p. 1', 'p. 2' ] }
    const { reference } = await wb.reference.set({ guid, snaks })
    const [ claim ] = (await read(id)).claims[property]
    const [ qualifier ] = claim.qualifiers[P['external-id']]
    await wb.qualifier.remove({ guid, hash: qualifier.hash })
    await wb.reference.remove({ guid, hash: reference.hash })
    const [ bare ] = (await read(id)).claims[property]
    await wb.claim.remove({ guid })
    return {
      value: claim.mainsnak.datavalue.value,
      rank: claim.rank,
      qualifier: qualifier.datavalue.value,
      reference: claim.references[0]['snaks-order'].length,
      bare: [ 'qualifiers' in bare, 'references' in bare ],
      left: Object.keys((await read(id)).claims).length,
    }
  },
  async moving () {
    const from = await item('moved from', { claims: { [P.string]: 'moves' } })
    const to = await item('moved to')
    const [ { id: guid } ] = from.claims[P.string]
    await wb.claim.move({ guid, id: to.id, property: P['external-id'] })
    return [ Object.keys((await read(from.id)).claims), values((await read(to.id)).claims[P['external-id']]) ]
  },
  async reconciliation () {
    const { id } = await item('reconciled', { claims: { [P.string]: 'there' } })
    for (const mode of [ 'skip-on-value-match', 'skip-on-any-value', 'merge' ]) {
      const claims = { [P.string]: { value: 'there', references: { [P.url]: 'https://example.org/' } } }
      await wb.entity.edit({ id, claims, reconciliation: { mode } })
    }
    const [ claim, ...more ] = (await read(id)).claims[P.string]
    return [ more.length, claim.references.length ]
  },
  async summaries () {
    const { id } = await item('summaries')
    await wb.label.set({ id, language: 'fr', value: 'un', summary: 'a reason' })
    const asked = `action=query&prop=revisions&titles=Item:${id}&rvprop=comment&format=json`
    const answer = await (await fetch(`${instance}/w/api.php?${asked}`)).json()
    return Object.values(answer.query.pages)[0].revisions[0].comment
  },
  async ending () {
    const [ from, to ] = [ await item('merged away'), await item('kept') ]
    await wb.entity.merge({ from: from.id, to: to.id })
    const gone = await item('deleted')
    await admin.entity.delete({ id: gone.id })
    return { merged: (await read(from.id)).id === to.id, missing: 'missing' in await read(gone.id) }
  },
  async errors () {
    const { id } = await item('errors')
    const label = { id, language: 'en', value: 'other' }
    const wrong = wikibaseEdit({ ...general, credentials: { username, password: 'wrong' } })
    await wb.label.set({ id, language: 'en', value: 'mine' })
    return {
      account: await refused(wrong.label.set(label)),
      baserevid: await refused(wb.label.set({ ...label, baserevid: 999999 })),
      missing: await refused(wb.label.set({ ...label, id: 'Q99999' })),
      twin: await refused(wb.entity.create({
        type: 'property', datatype: 'url', labels: { en: 'made with wikibase-edit' },
      })),
    }
  },
}

const told = {}
for (const [ name, part ] of Object.entries(parts)) {
  told[name] = await part().catch(error => `${error.name}: ${error.message}`)
}
console.log(JSON.stringify(told))

"""The Action API: `/w/api.php`."""

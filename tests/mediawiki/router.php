<?php
/**
 * What PHP's own web server runs for each request: MediaWiki as it is, and `POST /control` for the tests.
 *
 * Control commands run inside the server, not in a process of their own, so that they share its caches: what a
 * command has changed is what the next request sees. Only who knows the key may send them.
 */

if ( parse_url( $_SERVER['REQUEST_URI'], PHP_URL_PATH ) !== '/control' ) {
	return false;
}
if ( !hash_equals( (string)getenv( 'CONTROL_KEY' ), $_SERVER['HTTP_X_CONTROL'] ?? '' ) ) {
	http_response_code( 403 );
	return true;
}
require __DIR__ . '/control.php';

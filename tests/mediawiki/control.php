<?php
/**
 * The commands of the tests: a JSON list of `[name, arguments]`, done in order; the answer is the list of results.
 */

use MediaWiki\Block\Restriction\PageRestriction;
use MediaWiki\MediaWikiServices;
use MediaWiki\Revision\RevisionRecord;
use MediaWiki\Revision\SlotRecord;

define( 'MW_ENTRY_POINT', 'control' );
chdir( getenv( 'MW_INSTALL_PATH' ) );
require getenv( 'MW_INSTALL_PATH' ) . '/includes/WebStart.php';
set_time_limit( 0 );

class Control {
	/** IDBAccessObject's, whose namespace differs from release to release. */
	private const READ_LATEST = 1;

	private MediaWikiServices $services;

	public function __construct() {
		$this->services = MediaWikiServices::getInstance();
	}

	/** An account as it is in the database; it is made where it is missing. */
	private function user( string $name ): User {
		$user = User::newFromName( $name );
		return $user->isRegistered() ? $user : User::createNew( $name );
	}

	private function page( string $title ): WikiPage {
		return $this->services->getWikiPageFactory()->newFromTitle( Title::newFromTextThrow( $title ) );
	}

	private function admin(): User {
		return $this->user( 'Admin' );
	}

	public function account( string $name, string $password, array $groups, ?string $app, ?string $secret, array $grants ) {
		$user = $this->user( $name );
		$user->changeAuthenticationData( [ 'username' => $name, 'password' => $password, 'retype' => $password ] );
		foreach ( $groups as $group ) {
			$this->services->getUserGroupManager()->addUserToGroup( $user, $group );
		}
		if ( $app !== null ) {
			$bot = BotPassword::newUnsaved( [ 'user' => $user, 'appId' => $app, 'grants' => $grants ] );
			$hash = $this->services->getPasswordFactory()->newFromPlaintext( $secret );
			$bot->save( BotPassword::newFromUser( $user, $app, self::READ_LATEST ) ? 'update' : 'insert', $hash );
		}
		return $user->getId();
	}

	public function revoke( string $name ) {
		return BotPassword::removeAllPasswordsForUser( $name );
	}

	public function kill_sessions() {
		return apcu_clear_cache();
	}

	public function put( array $pages, string $user, string $summary ) {
		$by = $this->user( $user );
		$revisions = [];
		foreach ( $pages as $title => $text ) {
			$page = $this->page( (string)$title );
			$content = ContentHandler::makeContent( $text, $page->getTitle() );
			$status = $page->doUserEditContent( $content, $by, $summary );
			if ( !$status->isGood() && !$status->hasMessage( 'edit-no-change' ) ) {
				throw new RuntimeException( "$title: " . $status->getWikiText( false, false, 'en' ) );
			}
			$revisions[$title] = $page->getLatest();
		}
		return $revisions;
	}

	/** What the wiki takes for the time, until the request ends: `20230801201000`. */
	public function clock( string $time ) {
		MWTimestamp::setFakeTime( $time );
	}

	/** Hides the text of a revision, as those do who remove personal data; from administrators too where it is suppressed. */
	public function hide( int $revision, bool $suppressed ) {
		$page = $this->services->getRevisionStore()->getRevisionById( $revision )->getPageAsLinkTarget();
		$context = RequestContext::getMain();
		$context->setUser( $this->admin() );
		$list = RevisionDeleter::createList( 'revision', $context, Title::newFromLinkTarget( $page ), [ $revision ] );
		$status = $list->setVisibility( [
			'value' => [ RevisionRecord::DELETED_TEXT => 1, RevisionRecord::DELETED_RESTRICTED => $suppressed ? 1 : 0 ],
			'comment' => 'test', 'perItemStatus' => false,
		] );
		if ( !$status->isGood() ) {
			throw new RuntimeException( $status->getWikiText( false, false, 'en' ) );
		}
	}

	/** Makes a page one of a content model that the wiki need not know, as when an extension was removed. */
	public function model( string $title, string $model ) {
		$page = $this->page( $title );
		$slot = $page->getRevisionRecord()->getSlot( SlotRecord::MAIN );
		$db = $this->services->getDBLoadBalancer()->getConnection( DB_PRIMARY );
		$db->update( 'page', [ 'page_content_model' => $model ], [ 'page_id' => $page->getId() ], __METHOD__ );
		$number = $this->services->getContentModelStore()->acquireId( $model );
		$db->update( 'content', [ 'content_model' => $number ], [ 'content_id' => $slot->getContentId() ], __METHOD__ );
		$this->services->getMainWANObjectCache()->clearProcessCache();
		apcu_clear_cache();
	}

	public function text( string $title ) {
		$content = $this->page( $title )->getContent();
		return $content ? $content->serialize() : null;
	}

	public function history( string $title ) {
		$page = $this->page( $title );
		$db = $this->services->getDBLoadBalancer()->getConnection( DB_PRIMARY );
		$minor = $db->selectFieldValues( 'revision', 'rev_id', [ 'rev_page' => $page->getId(), 'rev_minor_edit' => 1 ], __METHOD__ );
		$bot = $db->selectFieldValues( 'recentchanges', 'rc_this_oldid', [ 'rc_cur_id' => $page->getId(), 'rc_bot' => 1 ], __METHOD__ );
		$found = [];
		$store = $this->services->getRevisionStore();
		for ( $revision = $page->getRevisionRecord(); $revision; $revision = $store->getPreviousRevision( $revision ) ) {
			$found[] = [
				'id' => $revision->getId(),
				'user' => $revision->getUser()->getName(),
				'summary' => $revision->getComment()->text,
				'size' => $revision->getSize(),
				'timestamp' => $revision->getTimestamp(),
				'minor' => in_array( $revision->getId(), $minor ),
				'bot' => in_array( $revision->getId(), $bot ),
				'text' => $revision->getContent( SlotRecord::MAIN )->serialize(),
			];
		}
		return $found;
	}

	public function api( array $parameters ) {
		$context = new DerivativeContext( RequestContext::getMain() );
		$context->setRequest( new FauxRequest( $parameters, true ) );
		$api = new ApiMain( $context, false );
		$api->execute();
		return $api->getResult()->getResultData( null, [ 'BC' => [ 'nobool', 'no*', 'nosub' ], 'Types' => [], 'Strip' => 'all' ] );
	}

	public function block( string $name, array $titles, string $reason ) {
		$restrictions = array_map( fn ( $title ) => PageRestriction::newFromTitle( $title ), $titles );
		$options = [ 'isAutoblocking' => false, 'isPartial' => (bool)$titles ];
		return $this->services->getBlockUserFactory()
			->newBlockUser( $name, $this->admin(), 'infinity', $reason, $options, $restrictions )
			->placeBlockUnsafe( true )->isGood();
	}

	public function unblock( string $name ) {
		return $this->services->getUnblockUserFactory()->newUnblockUser( $name, $this->admin(), '' )->unblockUnsafe()->isGood();
	}

	public function protect( string $title, string $level ) {
		$cascade = false;
		$limit = [ $this->page( $title )->exists() ? 'edit' : 'create' => $level ];
		return $this->page( $title )->doUpdateRestrictions( $limit, [], $cascade, 'test', $this->admin() )->isGood();
	}

	public function delete( string $title ) {
		return $this->services->getDeletePageFactory()->newDeletePage( $this->page( $title ), $this->admin() )
			->deleteUnsafe( 'test' )->isGood();
	}

	/** Puts a deleted page back: all of it, or its revisions of these times alone. */
	public function undelete( string $title, array $times ) {
		$undelete = $this->services->getUndeletePageFactory()->newUndeletePage( $this->page( $title ), $this->admin() );
		return $undelete->setUndeleteOnlyTimestamps( $times )->undeleteUnsafe( 'test' )->isGood();
	}

	public function move( string $from, string $to, bool $redirect ) {
		return $this->services->getMovePageFactory()
			->newMovePage( Title::newFromTextThrow( $from ), Title::newFromTextThrow( $to ) )
			->move( $this->admin(), 'test', $redirect )->isGood();
	}

	/** Makes filter 1, 2, … with one consequence; an empty pattern switches all filters off. */
	public function abuse_filter( string $pattern, string $consequence ) {
		$db = $this->services->getDBLoadBalancer()->getConnection( DB_PRIMARY );
		$id = 0;
		if ( $pattern === '' ) {
			$db->update( 'abuse_filter', [ 'af_enabled' => 0 ], '*', __METHOD__ );
		} else {
			$admin = $this->admin();
			$by = $db->fieldExists( 'abuse_filter', 'af_actor', __METHOD__ )
				? [ 'af_actor' => $this->services->getActorNormalization()->acquireActorId( $admin, $db ) ]
				: [ 'af_user' => $admin->getId(), 'af_user_text' => $admin->getName() ];
			$db->insert( 'abuse_filter', [
				'af_pattern' => $pattern,
				'af_timestamp' => $db->timestamp(), 'af_enabled' => 1, 'af_comments' => '', 'af_public_comments' => 'test filter',
				'af_hidden' => 0, 'af_hit_count' => 0, 'af_throttled' => 0, 'af_deleted' => 0, 'af_actions' => $consequence,
				'af_global' => 0, 'af_group' => 'default',
			] + $by, __METHOD__ );
			$id = $db->insertId();
			$parameters = $consequence === 'warn' ? 'abusefilter-warning' : '';
			$db->insert( 'abuse_filter_action', [
				'afa_filter' => $id, 'afa_consequence' => $consequence, 'afa_parameters' => $parameters,
			], __METHOD__ );
		}
		return $id;
	}

	/** Does what MediaWiki puts off: links, categories and jobs are as a reader will see them. */
	public function settle() {
		$factory = $this->services->getDBLoadBalancerFactory();
		$factory->commitPrimaryChanges( __METHOD__ );
		DeferredUpdates::doUpdates();
		$factory->commitPrimaryChanges( __METHOD__ );
		$this->services->getJobRunner()->run( [ 'maxJobs' => 10000, 'maxTime' => 300 ] );
	}
}

$control = new Control();
$results = [];
try {
	foreach ( json_decode( file_get_contents( 'php://input' ), true ) as [ $name, $arguments ] ) {
		$results[] = $control->$name( ...$arguments );
	}
	$control->settle();
} catch ( Throwable $error ) {
	http_response_code( 500 );
	$results = get_class( $error ) . ': ' . $error->getMessage() . ' at ' . $error->getFile() . ':' . $error->getLine();
}
header( 'Content-Type: application/json' );
echo json_encode( $results, JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES | JSON_PARTIAL_OUTPUT_ON_ERROR );
return true;

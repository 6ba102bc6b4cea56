import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { User as UserRow, Course as CourseRow, LiveSession as LiveSessionRow, Recording as RecordingRow, RecordingExport as RecordingExportRow } from '@lectern/prisma';
import type { CoursePage } from '../courses/findCourses.ts';
import type { Viewer } from '../viewer.ts';
import type { Context } from '../context.ts';
export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** A moment in ISO-8601, always in UTC and with milliseconds: 2026-03-01T09:30:00.000Z */
  DateTime: { input: Date; output: Date; }
};

/** One person's presence in one class. */
export type AttendanceRow = {
  __typename?: 'AttendanceRow';
  firstJoinedAt: Scalars['DateTime']['output'];
  id: Scalars['ID']['output'];
  /** How often the person came in. */
  joins: Scalars['Int']['output'];
  /** Null while the person is in class. */
  lastLeftAt?: Maybe<Scalars['DateTime']['output']>;
  name: Scalars['String']['output'];
  role: ClassRole;
  /** Time in class so far; time on two devices at once counts once. */
  seconds: Scalars['Int']['output'];
  /** Null for guests. */
  userId?: Maybe<Scalars['ID']['output']>;
};

/** A successful log-in. */
export type AuthPayload = {
  __typename?: 'AuthPayload';
  expiresAt: Scalars['DateTime']['output'];
  /** Bearer token for this API. */
  token: Scalars['String']['output'];
  user: User;
};

/** What somebody may do in one class. */
export type ClassRole =
  | 'ASSISTANT'
  | 'INSTRUCTOR'
  | 'STUDENT';

/** A course. Unpublished ones are seen by their instructor, by enrolled students and by admins only. */
export type Course = {
  __typename?: 'Course';
  createdAt: Scalars['DateTime']['output'];
  /** Plain text; blank lines part paragraphs. */
  description: Scalars['String']['output'];
  enrolmentCount: Scalars['Int']['output'];
  id: Scalars['ID']['output'];
  instructor: User;
  /** The class going on now. */
  liveSession?: Maybe<LiveSession>;
  published: Scalars['Boolean']['output'];
  /** Of its classes, latest first, at most 100: those that the viewer may watch. */
  recordings: Array<Recording>;
  /** Days for which recordings are kept. Null: for good. For those who teach the course, null to others. */
  retentionDays?: Maybe<Scalars['Int']['output']>;
  /** Planned and live ones by their start, soonest first; with `ENDED` or `CANCELLED` latest first. At most 100. */
  sessions: Array<LiveSession>;
  /** Unchanging part of the course's address. */
  slug: Scalars['String']['output'];
  summary: Scalars['String']['output'];
  title: Scalars['String']['output'];
  /** Whether the viewer may edit the course and start its classes. */
  viewerCanEdit: Scalars['Boolean']['output'];
  viewerIsEnrolled: Scalars['Boolean']['output'];
};


/** A course. Unpublished ones are seen by their instructor, by enrolled students and by admins only. */
export type CourseSessionsArgs = {
  state?: InputMaybe<SessionState>;
};

export type CourseConnection = {
  __typename?: 'CourseConnection';
  edges: Array<CourseEdge>;
  nodes: Array<Course>;
  pageInfo: PageInfo;
  totalCount: Scalars['Int']['output'];
};

export type CourseEdge = {
  __typename?: 'CourseEdge';
  cursor: Scalars['String']['output'];
  node: Course;
};

export type CreateCourseInput = {
  /** Up to 20,000 characters. */
  description: Scalars['String']['input'];
  /** Show it in the catalog at once. */
  published?: InputMaybe<Scalars['Boolean']['input']>;
  /** Up to 240 characters, shown in the catalog. */
  summary: Scalars['String']['input'];
  /** 3 to 120 characters. The course's address is made from it. */
  title: Scalars['String']['input'];
};

/** An error that a service met. It names no person. */
export type DebugError = {
  __typename?: 'DebugError';
  at: Scalars['DateTime']['output'];
  code: Scalars['String']['output'];
  message: Scalars['String']['output'];
  node: Scalars['String']['output'];
  service: Scalars['String']['output'];
};

/** A process of Lectern. */
export type DebugNode = {
  __typename?: 'DebugNode';
  /** Tells processes of one service apart. */
  name: Scalars['String']['output'];
  people: Scalars['Int']['output'];
  /** Why it told nothing of itself; null where it did. */
  problem?: Maybe<Scalars['String']['output']>;
  /** Classes that this engine leads. */
  rooms: Scalars['Int']['output'];
  /** web, api, classroom-engine or sfu-cluster. */
  service: Scalars['String']['output'];
  startedAt?: Maybe<Scalars['DateTime']['output']>;
  version?: Maybe<Scalars['String']['output']>;
  /** Media workers. */
  workers: Array<DebugWorker>;
};

export type DebugReport = {
  __typename?: 'DebugReport';
  at: Scalars['DateTime']['output'];
  /** The last 100 errors of all services, newest first. */
  errors: Array<DebugError>;
  nodes: Array<DebugNode>;
  /** Open classes, those with the most people first; at most 200. */
  rooms: Array<DebugRoom>;
};

/** A class that is open on an engine. */
export type DebugRoom = {
  __typename?: 'DebugRoom';
  editsPerSecond: Scalars['Float']['output'];
  /** The engine that leads it. */
  engine: Scalars['String']['output'];
  id: Scalars['ID']['output'];
  people: Scalars['Int']['output'];
  title: Scalars['String']['output'];
};

export type DebugWorker = {
  __typename?: 'DebugWorker';
  /** Processor time since it started. */
  cpuSeconds: Scalars['Float']['output'];
  /** Pictures and voices that it hands on, or expects to. */
  load: Scalars['Int']['output'];
  name: Scalars['String']['output'];
};

/** The whole edit list: what is left out is as it was recorded. */
export type EditRecordingInput = {
  cuts?: Array<RecordingCutInput>;
  /** Ids of chat messages. */
  hiddenMessages?: Array<Scalars['ID']['input']>;
  people?: Array<PersonEditInput>;
  trimFromSeconds?: InputMaybe<Scalars['Float']['input']>;
  trimToSeconds?: InputMaybe<Scalars['Float']['input']>;
};

export type EditState =
  | 'APPLIED'
  | 'APPLYING'
  | 'FAILED'
  | 'NONE';

export type ExportState =
  | 'FAILED'
  | 'READY'
  | 'RUNNING'
  | 'WAITING';

/** What a class's link tells of it to whoever has it. */
export type GuestDoor = {
  __typename?: 'GuestDoor';
  courseTitle: Scalars['String']['output'];
  guestPolicy: GuestPolicy;
  recordPolicy: RecordPolicy;
  /** It is being recorded, or will be from the moment it begins. */
  recorded: Scalars['Boolean']['output'];
  startsAt: Scalars['DateTime']['output'];
  state: SessionState;
  title: Scalars['String']['output'];
};

/** What happens to people without an account who come with a link. */
export type GuestPolicy =
  /** They wait in the lobby until somebody admits them. */
  | 'ASK'
  /** They are turned away. */
  | 'DENY'
  /** They walk in. */
  | 'OPEN';

/** Five seconds of a recording. */
export type HeatSlice = {
  __typename?: 'HeatSlice';
  fromSecond: Scalars['Int']['output'];
  /** People who watched them. */
  unique: Scalars['Int']['output'];
  /** Times they were watched. */
  views: Scalars['Int']['output'];
};

export type HitKind =
  | 'BOARD'
  | 'CAPTION'
  | 'CHAPTER'
  | 'CHAT'
  | 'NOTES'
  | 'POLL'
  | 'QUESTION';

/** The way into a live class. */
export type JoinTicket = {
  __typename?: 'JoinTicket';
  /** Public address of the engine: /sync and /socket.io are under it. */
  engineUrl: Scalars['String']['output'];
  expiresAt: Scalars['DateTime']['output'];
  role: ClassRole;
  room: Scalars['ID']['output'];
  /** Join token for the engine. */
  token: Scalars['String']['output'];
};

/** One live class. Its id is also its room on the engine. */
export type LiveSession = {
  __typename?: 'LiveSession';
  /** Recording is on from the moment the class begins. */
  autoRecord: Scalars['Boolean']['output'];
  course: Course;
  durationMinutes: Scalars['Int']['output'];
  endedAt?: Maybe<Scalars['DateTime']['output']>;
  guestPolicy: GuestPolicy;
  id: Scalars['ID']['output'];
  recordPolicy: RecordPolicy;
  /** Null where it was not recorded, or the viewer may not watch it. */
  recording?: Maybe<Recording>;
  startedAt?: Maybe<Scalars['DateTime']['output']>;
  startsAt: Scalars['DateTime']['output'];
  state: SessionState;
  title: Scalars['String']['output'];
  /** Live, and the viewer teaches it, is enrolled or is an admin. */
  viewerCanJoin: Scalars['Boolean']['output'];
  /** Scheduled, and the viewer teaches it (or is an admin). */
  viewerCanStart: Scalars['Boolean']['output'];
};

/** Writes. Each answers with the changed object; a refusal is a GraphQL error with `extensions.code`. */
export type Mutation = {
  __typename?: 'Mutation';
  answerQuestion: ReplayQuestion;
  /** For who is enrolled or teaches. */
  askQuestion: ReplayQuestion;
  /** Only while it is scheduled. */
  cancelSession: LiveSession;
  changePassword: User;
  /** Instructors and admins. */
  createCourse: Course;
  /** One's own; teachers any. */
  deleteQuestion: Scalars['Boolean']['output'];
  /** Deletes it with all that belongs to it, for good. Again is fine. */
  deleteRecording: Scalars['Boolean']['output'];
  /** Answers at once; `edits` tells how far applying is. While people or messages are taken out, only teachers can watch. */
  editRecording: Recording;
  /** Ends it for all; ending an ended one changes nothing. */
  endSession: LiveSession;
  /** Enrolling twice is the same as once. */
  enrol: Course;
  exportRecording: RecordingExport;
  /** For people without an account, only while it is live. What they meet is the class's guest policy. */
  joinAsGuest: JoinTicket;
  /** Only while it is live, for its instructor, its students and admins. */
  joinSession: JoinTicket;
  /** Leaving a course one is not in changes nothing. */
  leaveCourse: Course;
  logIn: AuthPayload;
  /** Makes a link that lasts until it is replaced or has expired; the one before is void at once. */
  newRecordingLink: Recording;
  /** Finds or makes the account behind a Google or GitHub log-in. Only for the web service, which proves itself with a service token. */
  oauthLogIn: AuthPayload;
  publishCourse: Course;
  /** Tries again what failed. */
  retryRecording: Recording;
  /** `slices`: numbers of the 5-second slices that were played since the last time, repeats repeated. */
  saveWatchProgress: WatchProgress;
  scheduleSession: LiveSession;
  /** 1 to 3650 days after class its recording is deleted; null: never. */
  setCourseRetention: Course;
  /** Admins only. Admins cannot change their own role, so that one always remains. */
  setRole: User;
  /** Makes a student account and logs it in. */
  signUp: AuthPayload;
  /** A course has one live class at a time: while one is live, the answer is that one. */
  startSession: LiveSession;
  /** Makes a class and starts it; while one is live, the answer is that one. */
  startSessionNow: LiveSession;
  /** Takes it out of the catalog; who is enrolled stays enrolled. */
  unpublishCourse: Course;
  updateCourse: Course;
  updateProfile: User;
  updateRecording: Recording;
  /** Only while it is scheduled. */
  updateSession: LiveSession;
};


/** Writes. Each answers with the changed object; a refusal is a GraphQL error with `extensions.code`. */
export type MutationAnswerQuestionArgs = {
  questionId: Scalars['ID']['input'];
  text: Scalars['String']['input'];
};


/** Writes. Each answers with the changed object; a refusal is a GraphQL error with `extensions.code`. */
export type MutationAskQuestionArgs = {
  atSeconds: Scalars['Float']['input'];
  key?: InputMaybe<Scalars['String']['input']>;
  recordingId: Scalars['ID']['input'];
  text: Scalars['String']['input'];
};


/** Writes. Each answers with the changed object; a refusal is a GraphQL error with `extensions.code`. */
export type MutationCancelSessionArgs = {
  id: Scalars['ID']['input'];
};


/** Writes. Each answers with the changed object; a refusal is a GraphQL error with `extensions.code`. */
export type MutationChangePasswordArgs = {
  currentPassword: Scalars['String']['input'];
  newPassword: Scalars['String']['input'];
};


/** Writes. Each answers with the changed object; a refusal is a GraphQL error with `extensions.code`. */
export type MutationCreateCourseArgs = {
  input: CreateCourseInput;
};


/** Writes. Each answers with the changed object; a refusal is a GraphQL error with `extensions.code`. */
export type MutationDeleteQuestionArgs = {
  questionId: Scalars['ID']['input'];
};


/** Writes. Each answers with the changed object; a refusal is a GraphQL error with `extensions.code`. */
export type MutationDeleteRecordingArgs = {
  id: Scalars['ID']['input'];
};


/** Writes. Each answers with the changed object; a refusal is a GraphQL error with `extensions.code`. */
export type MutationEditRecordingArgs = {
  id: Scalars['ID']['input'];
  input: EditRecordingInput;
};


/** Writes. Each answers with the changed object; a refusal is a GraphQL error with `extensions.code`. */
export type MutationEndSessionArgs = {
  id: Scalars['ID']['input'];
};


/** Writes. Each answers with the changed object; a refusal is a GraphQL error with `extensions.code`. */
export type MutationEnrolArgs = {
  courseSlug: Scalars['String']['input'];
};


/** Writes. Each answers with the changed object; a refusal is a GraphQL error with `extensions.code`. */
export type MutationExportRecordingArgs = {
  id: Scalars['ID']['input'];
};


/** Writes. Each answers with the changed object; a refusal is a GraphQL error with `extensions.code`. */
export type MutationJoinAsGuestArgs = {
  id: Scalars['ID']['input'];
  name: Scalars['String']['input'];
};


/** Writes. Each answers with the changed object; a refusal is a GraphQL error with `extensions.code`. */
export type MutationJoinSessionArgs = {
  id: Scalars['ID']['input'];
};


/** Writes. Each answers with the changed object; a refusal is a GraphQL error with `extensions.code`. */
export type MutationLeaveCourseArgs = {
  courseSlug: Scalars['String']['input'];
};


/** Writes. Each answers with the changed object; a refusal is a GraphQL error with `extensions.code`. */
export type MutationLogInArgs = {
  email: Scalars['String']['input'];
  password: Scalars['String']['input'];
};


/** Writes. Each answers with the changed object; a refusal is a GraphQL error with `extensions.code`. */
export type MutationNewRecordingLinkArgs = {
  id: Scalars['ID']['input'];
};


/** Writes. Each answers with the changed object; a refusal is a GraphQL error with `extensions.code`. */
export type MutationOauthLogInArgs = {
  input: OAuthLogInInput;
};


/** Writes. Each answers with the changed object; a refusal is a GraphQL error with `extensions.code`. */
export type MutationPublishCourseArgs = {
  slug: Scalars['String']['input'];
};


/** Writes. Each answers with the changed object; a refusal is a GraphQL error with `extensions.code`. */
export type MutationRetryRecordingArgs = {
  id: Scalars['ID']['input'];
};


/** Writes. Each answers with the changed object; a refusal is a GraphQL error with `extensions.code`. */
export type MutationSaveWatchProgressArgs = {
  positionSeconds: Scalars['Float']['input'];
  recordingId: Scalars['ID']['input'];
  slices: Array<Scalars['Int']['input']>;
};


/** Writes. Each answers with the changed object; a refusal is a GraphQL error with `extensions.code`. */
export type MutationScheduleSessionArgs = {
  input: ScheduleSessionInput;
};


/** Writes. Each answers with the changed object; a refusal is a GraphQL error with `extensions.code`. */
export type MutationSetCourseRetentionArgs = {
  courseSlug: Scalars['String']['input'];
  days?: InputMaybe<Scalars['Int']['input']>;
};


/** Writes. Each answers with the changed object; a refusal is a GraphQL error with `extensions.code`. */
export type MutationSetRoleArgs = {
  role: Role;
  userId: Scalars['ID']['input'];
};


/** Writes. Each answers with the changed object; a refusal is a GraphQL error with `extensions.code`. */
export type MutationSignUpArgs = {
  input: SignUpInput;
};


/** Writes. Each answers with the changed object; a refusal is a GraphQL error with `extensions.code`. */
export type MutationStartSessionArgs = {
  id: Scalars['ID']['input'];
};


/** Writes. Each answers with the changed object; a refusal is a GraphQL error with `extensions.code`. */
export type MutationStartSessionNowArgs = {
  autoRecord?: InputMaybe<Scalars['Boolean']['input']>;
  courseSlug: Scalars['String']['input'];
  recordPolicy?: InputMaybe<RecordPolicy>;
  title?: InputMaybe<Scalars['String']['input']>;
};


/** Writes. Each answers with the changed object; a refusal is a GraphQL error with `extensions.code`. */
export type MutationUnpublishCourseArgs = {
  slug: Scalars['String']['input'];
};


/** Writes. Each answers with the changed object; a refusal is a GraphQL error with `extensions.code`. */
export type MutationUpdateCourseArgs = {
  input: UpdateCourseInput;
  slug: Scalars['String']['input'];
};


/** Writes. Each answers with the changed object; a refusal is a GraphQL error with `extensions.code`. */
export type MutationUpdateProfileArgs = {
  input: UpdateProfileInput;
};


/** Writes. Each answers with the changed object; a refusal is a GraphQL error with `extensions.code`. */
export type MutationUpdateRecordingArgs = {
  id: Scalars['ID']['input'];
  input: UpdateRecordingInput;
};


/** Writes. Each answers with the changed object; a refusal is a GraphQL error with `extensions.code`. */
export type MutationUpdateSessionArgs = {
  id: Scalars['ID']['input'];
  input: UpdateSessionInput;
};

export type MuxTrack = {
  __typename?: 'MuxTrack';
  playbackId: Scalars['ID']['output'];
  storyboardToken: Scalars['String']['output'];
  thumbnailToken: Scalars['String']['output'];
  token: Scalars['String']['output'];
  track: Scalars['ID']['output'];
};

/** The viewer's classes, as teacher or student, and the viewer's courses. */
export type MyClasses = {
  __typename?: 'MyClasses';
  /** Courses the viewer is enrolled in. */
  enrolled: Array<Course>;
  /** Going on now. */
  live: Array<LiveSession>;
  /** Scheduled, soonest first; a class that nobody started is dropped two hours after its planned end. */
  next: Array<LiveSession>;
  /** Ended, latest first, at most 50. */
  past: Array<LiveSession>;
  /** Courses the viewer teaches, unpublished ones too. */
  teaching: Array<Course>;
};

export type OAuthLogInInput = {
  email: Scalars['String']['input'];
  /** Whether the provider vouches for the address. */
  emailVerified: Scalars['Boolean']['input'];
  name: Scalars['String']['input'];
  provider: OAuthProvider;
  /** The provider's own, unchanging id of the account. */
  providerAccountId: Scalars['String']['input'];
};

export type OAuthProvider =
  | 'GITHUB'
  | 'GOOGLE';

/** Where a page of a list ends. */
export type PageInfo = {
  __typename?: 'PageInfo';
  /** Give this as `after` to get the next page. */
  endCursor?: Maybe<Scalars['String']['output']>;
  hasNextPage: Scalars['Boolean']['output'];
};

/** One person taken out of every plane of a recording, or given another name in it. */
export type PersonEdit = {
  __typename?: 'PersonEdit';
  remove: Scalars['Boolean']['output'];
  rename?: Maybe<Scalars['String']['output']>;
  userId: Scalars['ID']['output'];
};

export type PersonEditInput = {
  /** Takes the person out of board, chat, names and notes, and drops their sound and picture. */
  remove?: Scalars['Boolean']['input'];
  /** Another name for the person, in every plane. */
  rename?: InputMaybe<Scalars['String']['input']>;
  userId: Scalars['ID']['input'];
};

/** Reads. */
export type Query = {
  __typename?: 'Query';
  /** By name. For the course's instructor and for admins. */
  attendance: Array<AttendanceRow>;
  /** Null where there is none, or none that the viewer may see. */
  course?: Maybe<Course>;
  /** The catalog: published courses, newest first, 1 to 50 per page. An instructor's own unpublished courses are under `myClasses`. */
  courses: CourseConnection;
  /** What runs, and how it fares. What does not answer has a `problem`, and the rest is told all the same. Admins only. */
  debug: DebugReport;
  /** For people without an account, whether or not the course is published. Null where there is no such class. */
  guestDoor?: Maybe<GuestDoor>;
  /** Null where there is none, or none that the viewer may see. */
  liveSession?: Maybe<LiveSession>;
  /** The account behind the request, null for strangers. */
  me?: Maybe<User>;
  /** For everyone logged in. `next`, `live` and `past` hold classes of courses the viewer teaches or is enrolled in. */
  myClasses: MyClasses;
  /** Null where there is none, or none that the viewer may watch. `key` is that of its link. */
  recording?: Maybe<Recording>;
  /** In one recording, or in all of a course that the viewer may watch. At most 50, the best first. */
  searchRecordings: Array<RecordingHit>;
  /** Accounts whose name or e-mail contains the text. Admins only. */
  users: Array<User>;
};


/** Reads. */
export type QueryAttendanceArgs = {
  sessionId: Scalars['ID']['input'];
};


/** Reads. */
export type QueryCourseArgs = {
  slug: Scalars['String']['input'];
};


/** Reads. */
export type QueryCoursesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  search?: InputMaybe<Scalars['String']['input']>;
};


/** Reads. */
export type QueryGuestDoorArgs = {
  id: Scalars['ID']['input'];
};


/** Reads. */
export type QueryLiveSessionArgs = {
  id: Scalars['ID']['input'];
};


/** Reads. */
export type QueryRecordingArgs = {
  id: Scalars['ID']['input'];
  key?: InputMaybe<Scalars['String']['input']>;
};


/** Reads. */
export type QuerySearchRecordingsArgs = {
  courseSlug?: InputMaybe<Scalars['String']['input']>;
  key?: InputMaybe<Scalars['String']['input']>;
  recordingId?: InputMaybe<Scalars['ID']['input']>;
  text: Scalars['String']['input'];
};


/** Reads. */
export type QueryUsersArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  search: Scalars['String']['input'];
};

/** Whose sound and picture a recording has. Whoever refuses is in none of them. */
export type RecordPolicy =
  | 'EVERYONE'
  /** Staff only. */
  | 'INSTRUCTOR'
  /** Staff, and what students say and present, but not their cameras. */
  | 'SPEAKERS';

/**
 * The recording of a class. Its id is the class's. Seconds are class time: 0 is when the class began.
 * Only who may watch it, or edit it, is told of it.
 */
export type Recording = {
  __typename?: 'Recording';
  captions: Array<RecordingCaptions>;
  chapters: Array<RecordingChapter>;
  /** Null until it can be played. */
  durationSeconds?: Maybe<Scalars['Int']['output']>;
  /** For those who teach the course; others see an empty one, with its revision. */
  edits: RecordingEdits;
  endedAt?: Maybe<Scalars['DateTime']['output']>;
  exports: Array<RecordingExport>;
  /** Why it failed. */
  failure?: Maybe<Scalars['String']['output']>;
  /** For those who teach the course, empty to others. */
  heatMap: Array<HeatSlice>;
  id: Scalars['ID']['output'];
  /** When it will be deleted, with all that belongs to it. */
  keptUntil?: Maybe<Scalars['DateTime']['output']>;
  /** For those who teach the course, null to others. Null: never. */
  linkExpiresAt?: Maybe<Scalars['DateTime']['output']>;
  /** For those who teach the course, null to others. Goes into the address as `key`. */
  linkKey?: Maybe<Scalars['String']['output']>;
  /** Null where nobody is logged in, or nothing was watched. */
  myProgress?: Maybe<WatchProgress>;
  /** Unpublished ones are for those who teach the course. */
  published: Scalars['Boolean']['output'];
  questions: Array<ReplayQuestion>;
  startedAt?: Maybe<Scalars['DateTime']['output']>;
  state: RecordingState;
  /** The class's title, unless it was given one of its own. */
  title: Scalars['String']['output'];
  video: RecordingVideo;
  /** Whether the viewer teaches the course. */
  viewerCanEdit: Scalars['Boolean']['output'];
  /** Whether there is something for the viewer to play now, which can be so before it is sealed. */
  viewerCanWatch: Scalars['Boolean']['output'];
  visibility: RecordingVisibility;
};

export type RecordingCaptions = {
  __typename?: 'RecordingCaptions';
  label: Scalars['String']['output'];
  /** A language tag such as `en` or `pt-BR`. */
  language: Scalars['String']['output'];
};

export type RecordingChapter = {
  __typename?: 'RecordingChapter';
  atSeconds: Scalars['Float']['output'];
  id: Scalars['ID']['output'];
  title: Scalars['String']['output'];
};

export type RecordingChapterInput = {
  atSeconds: Scalars['Float']['input'];
  title: Scalars['String']['input'];
};

export type RecordingCut = {
  __typename?: 'RecordingCut';
  fromSeconds: Scalars['Float']['output'];
  toSeconds: Scalars['Float']['output'];
};

export type RecordingCutInput = {
  fromSeconds: Scalars['Float']['input'];
  toSeconds: Scalars['Float']['input'];
};

/** What was changed after class. Applying them makes another timeline; nothing is encoded again. */
export type RecordingEdits = {
  __typename?: 'RecordingEdits';
  cuts: Array<RecordingCut>;
  hiddenMessages: Array<Scalars['ID']['output']>;
  people: Array<PersonEdit>;
  /** While applying. */
  percent?: Maybe<Scalars['Int']['output']>;
  /** Counts edit lists. 0: none was made. */
  revision: Scalars['Int']['output'];
  state: EditState;
  trimFromSeconds?: Maybe<Scalars['Float']['output']>;
  trimToSeconds?: Maybe<Scalars['Float']['output']>;
};

/** The class as one film. */
export type RecordingExport = {
  __typename?: 'RecordingExport';
  createdAt: Scalars['DateTime']['output'];
  failure?: Maybe<Scalars['String']['output']>;
  id: Scalars['ID']['output'];
  /** Where it is fetched, below the address of the api. Null until it is ready. */
  path?: Maybe<Scalars['String']['output']>;
  percent: Scalars['Int']['output'];
  state: ExportState;
};

/** A place in a recording where something was found. */
export type RecordingHit = {
  __typename?: 'RecordingHit';
  atSeconds: Scalars['Float']['output'];
  author?: Maybe<Scalars['String']['output']>;
  kind: HitKind;
  recordingId: Scalars['ID']['output'];
  sessionTitle: Scalars['String']['output'];
  text: Scalars['String']['output'];
};

export type RecordingState =
  /** `failure` says why. */
  | 'FAILED'
  | 'PLAYABLE'
  /** The class goes on. */
  | 'RECORDING'
  /** The class has ended, and its last pieces are on their way. */
  | 'SEALING';

export type RecordingVideo = {
  __typename?: 'RecordingVideo';
  failure?: Maybe<Scalars['String']['output']>;
  /** While uploading. */
  percent?: Maybe<Scalars['Int']['output']>;
  state: VideoState;
  /** While READY. */
  tracks: Array<MuxTrack>;
};

export type RecordingVisibility =
  /** Who is enrolled. */
  | 'COURSE'
  /** And whoever has its link. */
  | 'LINK'
  /** And everybody else. */
  | 'PUBLIC';

export type ReplayAnswer = {
  __typename?: 'ReplayAnswer';
  author: Scalars['String']['output'];
  byTeacher: Scalars['Boolean']['output'];
  createdAt: Scalars['DateTime']['output'];
  id: Scalars['ID']['output'];
  text: Scalars['String']['output'];
};

/** A question that a learner asks at a moment of a recording. */
export type ReplayQuestion = {
  __typename?: 'ReplayQuestion';
  answers: Array<ReplayAnswer>;
  atSeconds: Scalars['Float']['output'];
  author: Scalars['String']['output'];
  createdAt: Scalars['DateTime']['output'];
  id: Scalars['ID']['output'];
  mine: Scalars['Boolean']['output'];
  text: Scalars['String']['output'];
  viewerCanAnswer: Scalars['Boolean']['output'];
  viewerCanDelete: Scalars['Boolean']['output'];
};

/** What an account may do in the school as a whole. */
export type Role =
  | 'ADMIN'
  | 'INSTRUCTOR'
  | 'STUDENT';

export type ScheduleSessionInput = {
  /** Recording is on from the moment the class begins. */
  autoRecord?: InputMaybe<Scalars['Boolean']['input']>;
  courseSlug: Scalars['String']['input'];
  /** 5 to 480. */
  durationMinutes?: InputMaybe<Scalars['Int']['input']>;
  guestPolicy?: InputMaybe<GuestPolicy>;
  recordPolicy?: InputMaybe<RecordPolicy>;
  startsAt: Scalars['DateTime']['input'];
  title: Scalars['String']['input'];
};

export type SessionState =
  | 'CANCELLED'
  | 'ENDED'
  | 'LIVE'
  | 'SCHEDULED';

export type SignUpInput = {
  email: Scalars['String']['input'];
  /** 1 to 80 characters, shown to others in class. */
  name: Scalars['String']['input'];
  /** 10 to 200 characters. */
  password: Scalars['String']['input'];
  /** IANA name; UTC where it is left out. */
  timeZone?: InputMaybe<Scalars['String']['input']>;
};

export type UpdateCourseInput = {
  description?: InputMaybe<Scalars['String']['input']>;
  summary?: InputMaybe<Scalars['String']['input']>;
  /** Left out = unchanged, as for all fields. */
  title?: InputMaybe<Scalars['String']['input']>;
};

export type UpdateProfileInput = {
  /** Left out = unchanged. */
  name?: InputMaybe<Scalars['String']['input']>;
  /** IANA name. Left out = unchanged. */
  timeZone?: InputMaybe<Scalars['String']['input']>;
};

export type UpdateRecordingInput = {
  /** The whole list. Null: as they are found. */
  chapters?: InputMaybe<Array<RecordingChapterInput>>;
  /** Null: as long as the course keeps recordings. */
  keptUntil?: InputMaybe<Scalars['DateTime']['input']>;
  /** Null: never. */
  linkExpiresAt?: InputMaybe<Scalars['DateTime']['input']>;
  published?: InputMaybe<Scalars['Boolean']['input']>;
  /** Left out = unchanged, as for all fields. Null: the class's title. */
  title?: InputMaybe<Scalars['String']['input']>;
  visibility?: InputMaybe<RecordingVisibility>;
};

export type UpdateSessionInput = {
  autoRecord?: InputMaybe<Scalars['Boolean']['input']>;
  durationMinutes?: InputMaybe<Scalars['Int']['input']>;
  guestPolicy?: InputMaybe<GuestPolicy>;
  recordPolicy?: InputMaybe<RecordPolicy>;
  startsAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** Left out = unchanged, as for all fields. */
  title?: InputMaybe<Scalars['String']['input']>;
};

/** An account. */
export type User = {
  __typename?: 'User';
  /** Only for the account's owner and for admins; null for everyone else. */
  email?: Maybe<Scalars['String']['output']>;
  /** False for accounts that only log in through Google or GitHub. Only for the account's owner and for admins. */
  hasPassword?: Maybe<Scalars['Boolean']['output']>;
  id: Scalars['ID']['output'];
  name: Scalars['String']['output'];
  role: Role;
  /** IANA name, for example Europe/Warsaw. */
  timeZone: Scalars['String']['output'];
};

/** Where sound and picture are played from. */
export type VideoState =
  /** The video library did not take them; played from our own store. */
  | 'FAILED'
  /** From our own store. */
  | 'LOCAL'
  | 'PROCESSING'
  /** From the video library. */
  | 'READY'
  /** On their way to the video library; played from our own store meanwhile. */
  | 'UPLOADING';

export type WatchProgress = {
  __typename?: 'WatchProgress';
  completed: Scalars['Boolean']['output'];
  positionSeconds: Scalars['Float']['output'];
  /** 0 to 1: how much of the recording was watched at least once. */
  watchedShare: Scalars['Float']['output'];
};



export type ResolverTypeWrapper<T> = Promise<T> | T;


export type ResolverWithResolve<TResult, TParent, TContext, TArgs> = {
  resolve: ResolverFn<TResult, TParent, TContext, TArgs>;
};
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs> | ResolverWithResolve<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;





/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  AttendanceRow: ResolverTypeWrapper<AttendanceRow>;
  AuthPayload: ResolverTypeWrapper<Omit<AuthPayload, 'user'> & { user: ResolversTypes['User'] }>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  ClassRole: ClassRole;
  Course: ResolverTypeWrapper<CourseRow>;
  CourseConnection: ResolverTypeWrapper<CoursePage>;
  CourseEdge: ResolverTypeWrapper<Omit<CourseEdge, 'node'> & { node: ResolversTypes['Course'] }>;
  CreateCourseInput: CreateCourseInput;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  DebugError: ResolverTypeWrapper<DebugError>;
  DebugNode: ResolverTypeWrapper<DebugNode>;
  DebugReport: ResolverTypeWrapper<DebugReport>;
  DebugRoom: ResolverTypeWrapper<DebugRoom>;
  DebugWorker: ResolverTypeWrapper<DebugWorker>;
  EditRecordingInput: EditRecordingInput;
  EditState: EditState;
  ExportState: ExportState;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  GuestDoor: ResolverTypeWrapper<GuestDoor>;
  GuestPolicy: GuestPolicy;
  HeatSlice: ResolverTypeWrapper<HeatSlice>;
  HitKind: HitKind;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  JoinTicket: ResolverTypeWrapper<JoinTicket>;
  LiveSession: ResolverTypeWrapper<LiveSessionRow>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  MuxTrack: ResolverTypeWrapper<MuxTrack>;
  MyClasses: ResolverTypeWrapper<Viewer>;
  OAuthLogInInput: OAuthLogInInput;
  OAuthProvider: OAuthProvider;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  PersonEdit: ResolverTypeWrapper<PersonEdit>;
  PersonEditInput: PersonEditInput;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  RecordPolicy: RecordPolicy;
  Recording: ResolverTypeWrapper<RecordingRow>;
  RecordingCaptions: ResolverTypeWrapper<RecordingCaptions>;
  RecordingChapter: ResolverTypeWrapper<RecordingChapter>;
  RecordingChapterInput: RecordingChapterInput;
  RecordingCut: ResolverTypeWrapper<RecordingCut>;
  RecordingCutInput: RecordingCutInput;
  RecordingEdits: ResolverTypeWrapper<RecordingEdits>;
  RecordingExport: ResolverTypeWrapper<RecordingExportRow>;
  RecordingHit: ResolverTypeWrapper<RecordingHit>;
  RecordingState: RecordingState;
  RecordingVideo: ResolverTypeWrapper<RecordingVideo>;
  RecordingVisibility: RecordingVisibility;
  ReplayAnswer: ResolverTypeWrapper<ReplayAnswer>;
  ReplayQuestion: ResolverTypeWrapper<ReplayQuestion>;
  Role: Role;
  ScheduleSessionInput: ScheduleSessionInput;
  SessionState: SessionState;
  SignUpInput: SignUpInput;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  UpdateCourseInput: UpdateCourseInput;
  UpdateProfileInput: UpdateProfileInput;
  UpdateRecordingInput: UpdateRecordingInput;
  UpdateSessionInput: UpdateSessionInput;
  User: ResolverTypeWrapper<UserRow>;
  VideoState: VideoState;
  WatchProgress: ResolverTypeWrapper<WatchProgress>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  AttendanceRow: AttendanceRow;
  AuthPayload: Omit<AuthPayload, 'user'> & { user: ResolversParentTypes['User'] };
  Boolean: Scalars['Boolean']['output'];
  Course: CourseRow;
  CourseConnection: CoursePage;
  CourseEdge: Omit<CourseEdge, 'node'> & { node: ResolversParentTypes['Course'] };
  CreateCourseInput: CreateCourseInput;
  DateTime: Scalars['DateTime']['output'];
  DebugError: DebugError;
  DebugNode: DebugNode;
  DebugReport: DebugReport;
  DebugRoom: DebugRoom;
  DebugWorker: DebugWorker;
  EditRecordingInput: EditRecordingInput;
  Float: Scalars['Float']['output'];
  GuestDoor: GuestDoor;
  HeatSlice: HeatSlice;
  ID: Scalars['ID']['output'];
  Int: Scalars['Int']['output'];
  JoinTicket: JoinTicket;
  LiveSession: LiveSessionRow;
  Mutation: Record<PropertyKey, never>;
  MuxTrack: MuxTrack;
  MyClasses: Viewer;
  OAuthLogInInput: OAuthLogInInput;
  PageInfo: PageInfo;
  PersonEdit: PersonEdit;
  PersonEditInput: PersonEditInput;
  Query: Record<PropertyKey, never>;
  Recording: RecordingRow;
  RecordingCaptions: RecordingCaptions;
  RecordingChapter: RecordingChapter;
  RecordingChapterInput: RecordingChapterInput;
  RecordingCut: RecordingCut;
  RecordingCutInput: RecordingCutInput;
  RecordingEdits: RecordingEdits;
  RecordingExport: RecordingExportRow;
  RecordingHit: RecordingHit;
  RecordingVideo: RecordingVideo;
  ReplayAnswer: ReplayAnswer;
  ReplayQuestion: ReplayQuestion;
  ScheduleSessionInput: ScheduleSessionInput;
  SignUpInput: SignUpInput;
  String: Scalars['String']['output'];
  UpdateCourseInput: UpdateCourseInput;
  UpdateProfileInput: UpdateProfileInput;
  UpdateRecordingInput: UpdateRecordingInput;
  UpdateSessionInput: UpdateSessionInput;
  User: UserRow;
  WatchProgress: WatchProgress;
};

export type AttendanceRowResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AttendanceRow'] = ResolversParentTypes['AttendanceRow']> = {
  firstJoinedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  joins?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  lastLeftAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  role?: Resolver<ResolversTypes['ClassRole'], ParentType, ContextType>;
  seconds?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  userId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
};

export type AuthPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AuthPayload'] = ResolversParentTypes['AuthPayload']> = {
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  token?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  user?: Resolver<ResolversTypes['User'], ParentType, ContextType>;
};

export type CourseResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Course'] = ResolversParentTypes['Course']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  enrolmentCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  instructor?: Resolver<ResolversTypes['User'], ParentType, ContextType>;
  liveSession?: Resolver<Maybe<ResolversTypes['LiveSession']>, ParentType, ContextType>;
  published?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  recordings?: Resolver<Array<ResolversTypes['Recording']>, ParentType, ContextType>;
  retentionDays?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  sessions?: Resolver<Array<ResolversTypes['LiveSession']>, ParentType, ContextType, Partial<CourseSessionsArgs>>;
  slug?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  summary?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  viewerCanEdit?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  viewerIsEnrolled?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type CourseConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CourseConnection'] = ResolversParentTypes['CourseConnection']> = {
  edges?: Resolver<Array<ResolversTypes['CourseEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Course']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type CourseEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CourseEdge'] = ResolversParentTypes['CourseEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Course'], ParentType, ContextType>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type DebugErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DebugError'] = ResolversParentTypes['DebugError']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  service?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type DebugNodeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DebugNode'] = ResolversParentTypes['DebugNode']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  people?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  problem?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  rooms?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  service?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  startedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  version?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  workers?: Resolver<Array<ResolversTypes['DebugWorker']>, ParentType, ContextType>;
};

export type DebugReportResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DebugReport'] = ResolversParentTypes['DebugReport']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  errors?: Resolver<Array<ResolversTypes['DebugError']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['DebugNode']>, ParentType, ContextType>;
  rooms?: Resolver<Array<ResolversTypes['DebugRoom']>, ParentType, ContextType>;
};

export type DebugRoomResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DebugRoom'] = ResolversParentTypes['DebugRoom']> = {
  editsPerSecond?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  engine?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  people?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type DebugWorkerResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DebugWorker'] = ResolversParentTypes['DebugWorker']> = {
  cpuSeconds?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  load?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type GuestDoorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['GuestDoor'] = ResolversParentTypes['GuestDoor']> = {
  courseTitle?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  guestPolicy?: Resolver<ResolversTypes['GuestPolicy'], ParentType, ContextType>;
  recordPolicy?: Resolver<ResolversTypes['RecordPolicy'], ParentType, ContextType>;
  recorded?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startsAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['SessionState'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type HeatSliceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['HeatSlice'] = ResolversParentTypes['HeatSlice']> = {
  fromSecond?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  unique?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  views?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type JoinTicketResolvers<ContextType = Context, ParentType extends ResolversParentTypes['JoinTicket'] = ResolversParentTypes['JoinTicket']> = {
  engineUrl?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  role?: Resolver<ResolversTypes['ClassRole'], ParentType, ContextType>;
  room?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  token?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type LiveSessionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LiveSession'] = ResolversParentTypes['LiveSession']> = {
  autoRecord?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  course?: Resolver<ResolversTypes['Course'], ParentType, ContextType>;
  durationMinutes?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  endedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  guestPolicy?: Resolver<ResolversTypes['GuestPolicy'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  recordPolicy?: Resolver<ResolversTypes['RecordPolicy'], ParentType, ContextType>;
  recording?: Resolver<Maybe<ResolversTypes['Recording']>, ParentType, ContextType>;
  startedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  startsAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['SessionState'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  viewerCanJoin?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  viewerCanStart?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  answerQuestion?: Resolver<ResolversTypes['ReplayQuestion'], ParentType, ContextType, RequireFields<MutationAnswerQuestionArgs, 'questionId' | 'text'>>;
  askQuestion?: Resolver<ResolversTypes['ReplayQuestion'], ParentType, ContextType, RequireFields<MutationAskQuestionArgs, 'atSeconds' | 'recordingId' | 'text'>>;
  cancelSession?: Resolver<ResolversTypes['LiveSession'], ParentType, ContextType, RequireFields<MutationCancelSessionArgs, 'id'>>;
  changePassword?: Resolver<ResolversTypes['User'], ParentType, ContextType, RequireFields<MutationChangePasswordArgs, 'currentPassword' | 'newPassword'>>;
  createCourse?: Resolver<ResolversTypes['Course'], ParentType, ContextType, RequireFields<MutationCreateCourseArgs, 'input'>>;
  deleteQuestion?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType, RequireFields<MutationDeleteQuestionArgs, 'questionId'>>;
  deleteRecording?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType, RequireFields<MutationDeleteRecordingArgs, 'id'>>;
  editRecording?: Resolver<ResolversTypes['Recording'], ParentType, ContextType, RequireFields<MutationEditRecordingArgs, 'id' | 'input'>>;
  endSession?: Resolver<ResolversTypes['LiveSession'], ParentType, ContextType, RequireFields<MutationEndSessionArgs, 'id'>>;
  enrol?: Resolver<ResolversTypes['Course'], ParentType, ContextType, RequireFields<MutationEnrolArgs, 'courseSlug'>>;
  exportRecording?: Resolver<ResolversTypes['RecordingExport'], ParentType, ContextType, RequireFields<MutationExportRecordingArgs, 'id'>>;
  joinAsGuest?: Resolver<ResolversTypes['JoinTicket'], ParentType, ContextType, RequireFields<MutationJoinAsGuestArgs, 'id' | 'name'>>;
  joinSession?: Resolver<ResolversTypes['JoinTicket'], ParentType, ContextType, RequireFields<MutationJoinSessionArgs, 'id'>>;
  leaveCourse?: Resolver<ResolversTypes['Course'], ParentType, ContextType, RequireFields<MutationLeaveCourseArgs, 'courseSlug'>>;
  logIn?: Resolver<ResolversTypes['AuthPayload'], ParentType, ContextType, RequireFields<MutationLogInArgs, 'email' | 'password'>>;
  newRecordingLink?: Resolver<ResolversTypes['Recording'], ParentType, ContextType, RequireFields<MutationNewRecordingLinkArgs, 'id'>>;
  oauthLogIn?: Resolver<ResolversTypes['AuthPayload'], ParentType, ContextType, RequireFields<MutationOauthLogInArgs, 'input'>>;
  publishCourse?: Resolver<ResolversTypes['Course'], ParentType, ContextType, RequireFields<MutationPublishCourseArgs, 'slug'>>;
  retryRecording?: Resolver<ResolversTypes['Recording'], ParentType, ContextType, RequireFields<MutationRetryRecordingArgs, 'id'>>;
  saveWatchProgress?: Resolver<ResolversTypes['WatchProgress'], ParentType, ContextType, RequireFields<MutationSaveWatchProgressArgs, 'positionSeconds' | 'recordingId' | 'slices'>>;
  scheduleSession?: Resolver<ResolversTypes['LiveSession'], ParentType, ContextType, RequireFields<MutationScheduleSessionArgs, 'input'>>;
  setCourseRetention?: Resolver<ResolversTypes['Course'], ParentType, ContextType, RequireFields<MutationSetCourseRetentionArgs, 'courseSlug'>>;
  setRole?: Resolver<ResolversTypes['User'], ParentType, ContextType, RequireFields<MutationSetRoleArgs, 'role' | 'userId'>>;
  signUp?: Resolver<ResolversTypes['AuthPayload'], ParentType, ContextType, RequireFields<MutationSignUpArgs, 'input'>>;
  startSession?: Resolver<ResolversTypes['LiveSession'], ParentType, ContextType, RequireFields<MutationStartSessionArgs, 'id'>>;
  startSessionNow?: Resolver<ResolversTypes['LiveSession'], ParentType, ContextType, RequireFields<MutationStartSessionNowArgs, 'autoRecord' | 'courseSlug' | 'recordPolicy'>>;
  unpublishCourse?: Resolver<ResolversTypes['Course'], ParentType, ContextType, RequireFields<MutationUnpublishCourseArgs, 'slug'>>;
  updateCourse?: Resolver<ResolversTypes['Course'], ParentType, ContextType, RequireFields<MutationUpdateCourseArgs, 'input' | 'slug'>>;
  updateProfile?: Resolver<ResolversTypes['User'], ParentType, ContextType, RequireFields<MutationUpdateProfileArgs, 'input'>>;
  updateRecording?: Resolver<ResolversTypes['Recording'], ParentType, ContextType, RequireFields<MutationUpdateRecordingArgs, 'id' | 'input'>>;
  updateSession?: Resolver<ResolversTypes['LiveSession'], ParentType, ContextType, RequireFields<MutationUpdateSessionArgs, 'id' | 'input'>>;
};

export type MuxTrackResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MuxTrack'] = ResolversParentTypes['MuxTrack']> = {
  playbackId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  storyboardToken?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  thumbnailToken?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  token?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  track?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type MyClassesResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MyClasses'] = ResolversParentTypes['MyClasses']> = {
  enrolled?: Resolver<Array<ResolversTypes['Course']>, ParentType, ContextType>;
  live?: Resolver<Array<ResolversTypes['LiveSession']>, ParentType, ContextType>;
  next?: Resolver<Array<ResolversTypes['LiveSession']>, ParentType, ContextType>;
  past?: Resolver<Array<ResolversTypes['LiveSession']>, ParentType, ContextType>;
  teaching?: Resolver<Array<ResolversTypes['Course']>, ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type PersonEditResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PersonEdit'] = ResolversParentTypes['PersonEdit']> = {
  remove?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  rename?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  userId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  attendance?: Resolver<Array<ResolversTypes['AttendanceRow']>, ParentType, ContextType, RequireFields<QueryAttendanceArgs, 'sessionId'>>;
  course?: Resolver<Maybe<ResolversTypes['Course']>, ParentType, ContextType, RequireFields<QueryCourseArgs, 'slug'>>;
  courses?: Resolver<ResolversTypes['CourseConnection'], ParentType, ContextType, RequireFields<QueryCoursesArgs, 'first'>>;
  debug?: Resolver<ResolversTypes['DebugReport'], ParentType, ContextType>;
  guestDoor?: Resolver<Maybe<ResolversTypes['GuestDoor']>, ParentType, ContextType, RequireFields<QueryGuestDoorArgs, 'id'>>;
  liveSession?: Resolver<Maybe<ResolversTypes['LiveSession']>, ParentType, ContextType, RequireFields<QueryLiveSessionArgs, 'id'>>;
  me?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  myClasses?: Resolver<ResolversTypes['MyClasses'], ParentType, ContextType>;
  recording?: Resolver<Maybe<ResolversTypes['Recording']>, ParentType, ContextType, RequireFields<QueryRecordingArgs, 'id'>>;
  searchRecordings?: Resolver<Array<ResolversTypes['RecordingHit']>, ParentType, ContextType, RequireFields<QuerySearchRecordingsArgs, 'text'>>;
  users?: Resolver<Array<ResolversTypes['User']>, ParentType, ContextType, RequireFields<QueryUsersArgs, 'first' | 'search'>>;
};

export type RecordingResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Recording'] = ResolversParentTypes['Recording']> = {
  captions?: Resolver<Array<ResolversTypes['RecordingCaptions']>, ParentType, ContextType>;
  chapters?: Resolver<Array<ResolversTypes['RecordingChapter']>, ParentType, ContextType>;
  durationSeconds?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  edits?: Resolver<ResolversTypes['RecordingEdits'], ParentType, ContextType>;
  endedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  exports?: Resolver<Array<ResolversTypes['RecordingExport']>, ParentType, ContextType>;
  failure?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  heatMap?: Resolver<Array<ResolversTypes['HeatSlice']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  keptUntil?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  linkExpiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  linkKey?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  myProgress?: Resolver<Maybe<ResolversTypes['WatchProgress']>, ParentType, ContextType>;
  published?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  questions?: Resolver<Array<ResolversTypes['ReplayQuestion']>, ParentType, ContextType>;
  startedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['RecordingState'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  video?: Resolver<ResolversTypes['RecordingVideo'], ParentType, ContextType>;
  viewerCanEdit?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  viewerCanWatch?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  visibility?: Resolver<ResolversTypes['RecordingVisibility'], ParentType, ContextType>;
};

export type RecordingCaptionsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RecordingCaptions'] = ResolversParentTypes['RecordingCaptions']> = {
  label?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  language?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type RecordingChapterResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RecordingChapter'] = ResolversParentTypes['RecordingChapter']> = {
  atSeconds?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type RecordingCutResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RecordingCut'] = ResolversParentTypes['RecordingCut']> = {
  fromSeconds?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  toSeconds?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type RecordingEditsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RecordingEdits'] = ResolversParentTypes['RecordingEdits']> = {
  cuts?: Resolver<Array<ResolversTypes['RecordingCut']>, ParentType, ContextType>;
  hiddenMessages?: Resolver<Array<ResolversTypes['ID']>, ParentType, ContextType>;
  people?: Resolver<Array<ResolversTypes['PersonEdit']>, ParentType, ContextType>;
  percent?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  revision?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['EditState'], ParentType, ContextType>;
  trimFromSeconds?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  trimToSeconds?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
};

export type RecordingExportResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RecordingExport'] = ResolversParentTypes['RecordingExport']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  failure?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  path?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  percent?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['ExportState'], ParentType, ContextType>;
};

export type RecordingHitResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RecordingHit'] = ResolversParentTypes['RecordingHit']> = {
  atSeconds?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  author?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['HitKind'], ParentType, ContextType>;
  recordingId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  sessionTitle?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type RecordingVideoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RecordingVideo'] = ResolversParentTypes['RecordingVideo']> = {
  failure?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  percent?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['VideoState'], ParentType, ContextType>;
  tracks?: Resolver<Array<ResolversTypes['MuxTrack']>, ParentType, ContextType>;
};

export type ReplayAnswerResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReplayAnswer'] = ResolversParentTypes['ReplayAnswer']> = {
  author?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  byTeacher?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ReplayQuestionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReplayQuestion'] = ResolversParentTypes['ReplayQuestion']> = {
  answers?: Resolver<Array<ResolversTypes['ReplayAnswer']>, ParentType, ContextType>;
  atSeconds?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  author?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  mine?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  viewerCanAnswer?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  viewerCanDelete?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type UserResolvers<ContextType = Context, ParentType extends ResolversParentTypes['User'] = ResolversParentTypes['User']> = {
  email?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasPassword?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  role?: Resolver<ResolversTypes['Role'], ParentType, ContextType>;
  timeZone?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type WatchProgressResolvers<ContextType = Context, ParentType extends ResolversParentTypes['WatchProgress'] = ResolversParentTypes['WatchProgress']> = {
  completed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  positionSeconds?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  watchedShare?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  AttendanceRow?: AttendanceRowResolvers<ContextType>;
  AuthPayload?: AuthPayloadResolvers<ContextType>;
  Course?: CourseResolvers<ContextType>;
  CourseConnection?: CourseConnectionResolvers<ContextType>;
  CourseEdge?: CourseEdgeResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  DebugError?: DebugErrorResolvers<ContextType>;
  DebugNode?: DebugNodeResolvers<ContextType>;
  DebugReport?: DebugReportResolvers<ContextType>;
  DebugRoom?: DebugRoomResolvers<ContextType>;
  DebugWorker?: DebugWorkerResolvers<ContextType>;
  GuestDoor?: GuestDoorResolvers<ContextType>;
  HeatSlice?: HeatSliceResolvers<ContextType>;
  JoinTicket?: JoinTicketResolvers<ContextType>;
  LiveSession?: LiveSessionResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  MuxTrack?: MuxTrackResolvers<ContextType>;
  MyClasses?: MyClassesResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  PersonEdit?: PersonEditResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  Recording?: RecordingResolvers<ContextType>;
  RecordingCaptions?: RecordingCaptionsResolvers<ContextType>;
  RecordingChapter?: RecordingChapterResolvers<ContextType>;
  RecordingCut?: RecordingCutResolvers<ContextType>;
  RecordingEdits?: RecordingEditsResolvers<ContextType>;
  RecordingExport?: RecordingExportResolvers<ContextType>;
  RecordingHit?: RecordingHitResolvers<ContextType>;
  RecordingVideo?: RecordingVideoResolvers<ContextType>;
  ReplayAnswer?: ReplayAnswerResolvers<ContextType>;
  ReplayQuestion?: ReplayQuestionResolvers<ContextType>;
  User?: UserResolvers<ContextType>;
  WatchProgress?: WatchProgressResolvers<ContextType>;
};


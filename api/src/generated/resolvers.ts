import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { User as UserRow, Course as CourseRow, LiveSession as LiveSessionRow } from '@lectern/prisma';
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

/** What a class's link tells of it to whoever has it. */
export type GuestDoor = {
  __typename?: 'GuestDoor';
  courseTitle: Scalars['String']['output'];
  guestPolicy: GuestPolicy;
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
  course: Course;
  durationMinutes: Scalars['Int']['output'];
  endedAt?: Maybe<Scalars['DateTime']['output']>;
  guestPolicy: GuestPolicy;
  id: Scalars['ID']['output'];
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
  /** Only while it is scheduled. */
  cancelSession: LiveSession;
  changePassword: User;
  /** Instructors and admins. */
  createCourse: Course;
  /** Ends it for all; ending an ended one changes nothing. */
  endSession: LiveSession;
  /** Enrolling twice is the same as once. */
  enrol: Course;
  /** For people without an account, only while it is live. What they meet is the class's guest policy. */
  joinAsGuest: JoinTicket;
  /** Only while it is live, for its instructor, its students and admins. */
  joinSession: JoinTicket;
  /** Leaving a course one is not in changes nothing. */
  leaveCourse: Course;
  logIn: AuthPayload;
  /** Finds or makes the account behind a Google or GitHub log-in. Only for the web service, which proves itself with a service token. */
  oauthLogIn: AuthPayload;
  publishCourse: Course;
  scheduleSession: LiveSession;
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
  /** Only while it is scheduled. */
  updateSession: LiveSession;
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
export type MutationEndSessionArgs = {
  id: Scalars['ID']['input'];
};


/** Writes. Each answers with the changed object; a refusal is a GraphQL error with `extensions.code`. */
export type MutationEnrolArgs = {
  courseSlug: Scalars['String']['input'];
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
export type MutationOauthLogInArgs = {
  input: OAuthLogInInput;
};


/** Writes. Each answers with the changed object; a refusal is a GraphQL error with `extensions.code`. */
export type MutationPublishCourseArgs = {
  slug: Scalars['String']['input'];
};


/** Writes. Each answers with the changed object; a refusal is a GraphQL error with `extensions.code`. */
export type MutationScheduleSessionArgs = {
  input: ScheduleSessionInput;
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
  courseSlug: Scalars['String']['input'];
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
export type MutationUpdateSessionArgs = {
  id: Scalars['ID']['input'];
  input: UpdateSessionInput;
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
export type QueryUsersArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  search: Scalars['String']['input'];
};

/** What an account may do in the school as a whole. */
export type Role =
  | 'ADMIN'
  | 'INSTRUCTOR'
  | 'STUDENT';

export type ScheduleSessionInput = {
  courseSlug: Scalars['String']['input'];
  /** 5 to 480. */
  durationMinutes?: InputMaybe<Scalars['Int']['input']>;
  guestPolicy?: InputMaybe<GuestPolicy>;
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

export type UpdateSessionInput = {
  durationMinutes?: InputMaybe<Scalars['Int']['input']>;
  guestPolicy?: InputMaybe<GuestPolicy>;
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
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  GuestDoor: ResolverTypeWrapper<GuestDoor>;
  GuestPolicy: GuestPolicy;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  JoinTicket: ResolverTypeWrapper<JoinTicket>;
  LiveSession: ResolverTypeWrapper<LiveSessionRow>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  MyClasses: ResolverTypeWrapper<Viewer>;
  OAuthLogInInput: OAuthLogInInput;
  OAuthProvider: OAuthProvider;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Role: Role;
  ScheduleSessionInput: ScheduleSessionInput;
  SessionState: SessionState;
  SignUpInput: SignUpInput;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  UpdateCourseInput: UpdateCourseInput;
  UpdateProfileInput: UpdateProfileInput;
  UpdateSessionInput: UpdateSessionInput;
  User: ResolverTypeWrapper<UserRow>;
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
  Float: Scalars['Float']['output'];
  GuestDoor: GuestDoor;
  ID: Scalars['ID']['output'];
  Int: Scalars['Int']['output'];
  JoinTicket: JoinTicket;
  LiveSession: LiveSessionRow;
  Mutation: Record<PropertyKey, never>;
  MyClasses: Viewer;
  OAuthLogInInput: OAuthLogInInput;
  PageInfo: PageInfo;
  Query: Record<PropertyKey, never>;
  ScheduleSessionInput: ScheduleSessionInput;
  SignUpInput: SignUpInput;
  String: Scalars['String']['output'];
  UpdateCourseInput: UpdateCourseInput;
  UpdateProfileInput: UpdateProfileInput;
  UpdateSessionInput: UpdateSessionInput;
  User: UserRow;
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
  startsAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['SessionState'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type JoinTicketResolvers<ContextType = Context, ParentType extends ResolversParentTypes['JoinTicket'] = ResolversParentTypes['JoinTicket']> = {
  engineUrl?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  role?: Resolver<ResolversTypes['ClassRole'], ParentType, ContextType>;
  room?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  token?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type LiveSessionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LiveSession'] = ResolversParentTypes['LiveSession']> = {
  course?: Resolver<ResolversTypes['Course'], ParentType, ContextType>;
  durationMinutes?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  endedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  guestPolicy?: Resolver<ResolversTypes['GuestPolicy'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  startedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  startsAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['SessionState'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  viewerCanJoin?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  viewerCanStart?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  cancelSession?: Resolver<ResolversTypes['LiveSession'], ParentType, ContextType, RequireFields<MutationCancelSessionArgs, 'id'>>;
  changePassword?: Resolver<ResolversTypes['User'], ParentType, ContextType, RequireFields<MutationChangePasswordArgs, 'currentPassword' | 'newPassword'>>;
  createCourse?: Resolver<ResolversTypes['Course'], ParentType, ContextType, RequireFields<MutationCreateCourseArgs, 'input'>>;
  endSession?: Resolver<ResolversTypes['LiveSession'], ParentType, ContextType, RequireFields<MutationEndSessionArgs, 'id'>>;
  enrol?: Resolver<ResolversTypes['Course'], ParentType, ContextType, RequireFields<MutationEnrolArgs, 'courseSlug'>>;
  joinAsGuest?: Resolver<ResolversTypes['JoinTicket'], ParentType, ContextType, RequireFields<MutationJoinAsGuestArgs, 'id' | 'name'>>;
  joinSession?: Resolver<ResolversTypes['JoinTicket'], ParentType, ContextType, RequireFields<MutationJoinSessionArgs, 'id'>>;
  leaveCourse?: Resolver<ResolversTypes['Course'], ParentType, ContextType, RequireFields<MutationLeaveCourseArgs, 'courseSlug'>>;
  logIn?: Resolver<ResolversTypes['AuthPayload'], ParentType, ContextType, RequireFields<MutationLogInArgs, 'email' | 'password'>>;
  oauthLogIn?: Resolver<ResolversTypes['AuthPayload'], ParentType, ContextType, RequireFields<MutationOauthLogInArgs, 'input'>>;
  publishCourse?: Resolver<ResolversTypes['Course'], ParentType, ContextType, RequireFields<MutationPublishCourseArgs, 'slug'>>;
  scheduleSession?: Resolver<ResolversTypes['LiveSession'], ParentType, ContextType, RequireFields<MutationScheduleSessionArgs, 'input'>>;
  setRole?: Resolver<ResolversTypes['User'], ParentType, ContextType, RequireFields<MutationSetRoleArgs, 'role' | 'userId'>>;
  signUp?: Resolver<ResolversTypes['AuthPayload'], ParentType, ContextType, RequireFields<MutationSignUpArgs, 'input'>>;
  startSession?: Resolver<ResolversTypes['LiveSession'], ParentType, ContextType, RequireFields<MutationStartSessionArgs, 'id'>>;
  startSessionNow?: Resolver<ResolversTypes['LiveSession'], ParentType, ContextType, RequireFields<MutationStartSessionNowArgs, 'courseSlug'>>;
  unpublishCourse?: Resolver<ResolversTypes['Course'], ParentType, ContextType, RequireFields<MutationUnpublishCourseArgs, 'slug'>>;
  updateCourse?: Resolver<ResolversTypes['Course'], ParentType, ContextType, RequireFields<MutationUpdateCourseArgs, 'input' | 'slug'>>;
  updateProfile?: Resolver<ResolversTypes['User'], ParentType, ContextType, RequireFields<MutationUpdateProfileArgs, 'input'>>;
  updateSession?: Resolver<ResolversTypes['LiveSession'], ParentType, ContextType, RequireFields<MutationUpdateSessionArgs, 'id' | 'input'>>;
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

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  attendance?: Resolver<Array<ResolversTypes['AttendanceRow']>, ParentType, ContextType, RequireFields<QueryAttendanceArgs, 'sessionId'>>;
  course?: Resolver<Maybe<ResolversTypes['Course']>, ParentType, ContextType, RequireFields<QueryCourseArgs, 'slug'>>;
  courses?: Resolver<ResolversTypes['CourseConnection'], ParentType, ContextType, RequireFields<QueryCoursesArgs, 'first'>>;
  debug?: Resolver<ResolversTypes['DebugReport'], ParentType, ContextType>;
  guestDoor?: Resolver<Maybe<ResolversTypes['GuestDoor']>, ParentType, ContextType, RequireFields<QueryGuestDoorArgs, 'id'>>;
  liveSession?: Resolver<Maybe<ResolversTypes['LiveSession']>, ParentType, ContextType, RequireFields<QueryLiveSessionArgs, 'id'>>;
  me?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  myClasses?: Resolver<ResolversTypes['MyClasses'], ParentType, ContextType>;
  users?: Resolver<Array<ResolversTypes['User']>, ParentType, ContextType, RequireFields<QueryUsersArgs, 'first' | 'search'>>;
};

export type UserResolvers<ContextType = Context, ParentType extends ResolversParentTypes['User'] = ResolversParentTypes['User']> = {
  email?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasPassword?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  role?: Resolver<ResolversTypes['Role'], ParentType, ContextType>;
  timeZone?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
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
  JoinTicket?: JoinTicketResolvers<ContextType>;
  LiveSession?: LiveSessionResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  MyClasses?: MyClassesResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  User?: UserResolvers<ContextType>;
};


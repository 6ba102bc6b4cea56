/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** What somebody may do in one class. */
export type ClassRole =
  | 'ASSISTANT'
  | 'INSTRUCTOR'
  | 'STUDENT';

export type CreateCourseInput = {
  /** Up to 20,000 characters. */
  description: string;
  /** Show it in the catalog at once. */
  published?: boolean | null | undefined;
  /** Up to 240 characters, shown in the catalog. */
  summary: string;
  /** 3 to 120 characters. The course's address is made from it. */
  title: string;
};

/** What happens to people without an account who come with a link. */
export type GuestPolicy =
  /** They wait in the lobby until somebody admits them. */
  | 'ASK'
  /** They are turned away. */
  | 'DENY'
  /** They walk in. */
  | 'OPEN';

export type OAuthLogInInput = {
  email: string;
  /** Whether the provider vouches for the address. */
  emailVerified: boolean;
  name: string;
  provider: OAuthProvider;
  /** The provider's own, unchanging id of the account. */
  providerAccountId: string;
};

export type OAuthProvider =
  | 'GITHUB'
  | 'GOOGLE';

/** What an account may do in the school as a whole. */
export type Role =
  | 'ADMIN'
  | 'INSTRUCTOR'
  | 'STUDENT';

export type ScheduleSessionInput = {
  courseSlug: string;
  /** 5 to 480. */
  durationMinutes?: number | null | undefined;
  guestPolicy?: GuestPolicy | null | undefined;
  startsAt: string;
  title: string;
};

export type SessionState =
  | 'CANCELLED'
  | 'ENDED'
  | 'LIVE'
  | 'SCHEDULED';

export type SignUpInput = {
  email: string;
  /** 1 to 80 characters, shown to others in class. */
  name: string;
  /** 10 to 200 characters. */
  password: string;
  /** IANA name; UTC where it is left out. */
  timeZone?: string | null | undefined;
};

export type UpdateCourseInput = {
  description?: string | null | undefined;
  summary?: string | null | undefined;
  /** Left out = unchanged, as for all fields. */
  title?: string | null | undefined;
};

export type UpdateProfileInput = {
  /** Left out = unchanged. */
  name?: string | null | undefined;
  /** IANA name. Left out = unchanged. */
  timeZone?: string | null | undefined;
};

export type UpdateSessionInput = {
  durationMinutes?: number | null | undefined;
  guestPolicy?: GuestPolicy | null | undefined;
  startsAt?: string | null | undefined;
  /** Left out = unchanged, as for all fields. */
  title?: string | null | undefined;
};

export type MeQueryVariables = Exact<{ [key: string]: never; }>;


export type MeQuery = { me: { id: string, name: string, email: string | null, role: Role, timeZone: string, hasPassword: boolean | null } | null };

export type LogInMutationVariables = Exact<{
  email: string;
  password: string;
}>;


export type LogInMutation = { logIn: { user: { id: string, name: string, role: Role } } };

export type OAuthLogInMutationVariables = Exact<{
  input: OAuthLogInInput;
}>;


export type OAuthLogInMutation = { oauthLogIn: { user: { id: string, name: string, role: Role } } };

export type SignUpMutationVariables = Exact<{
  input: SignUpInput;
}>;


export type SignUpMutation = { signUp: { user: { id: string } } };

export type UpdateProfileMutationVariables = Exact<{
  input: UpdateProfileInput;
}>;


export type UpdateProfileMutation = { updateProfile: { id: string, name: string, timeZone: string } };

export type ChangePasswordMutationVariables = Exact<{
  currentPassword: string;
  newPassword: string;
}>;


export type ChangePasswordMutation = { changePassword: { id: string } };

export type AttendanceQueryVariables = Exact<{
  sessionId: string;
}>;


export type AttendanceQuery = { liveSession: { id: string, title: string, startsAt: string, startedAt: string | null, endedAt: string | null } | null, attendance: Array<{ id: string, name: string, role: ClassRole, firstJoinedAt: string, lastLeftAt: string | null, seconds: number, joins: number }> };

export type CatalogQueryVariables = Exact<{
  search?: string | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;


export type CatalogQuery = { courses: { totalCount: number, nodes: Array<{ id: string, slug: string, title: string, summary: string, enrolmentCount: number, instructor: { id: string, name: string }, liveSession: { id: string } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type CourseQueryVariables = Exact<{
  slug: string;
}>;


export type CourseQuery = { course: { id: string, slug: string, title: string, summary: string, description: string, published: boolean, enrolmentCount: number, viewerIsEnrolled: boolean, viewerCanEdit: boolean, instructor: { id: string, name: string }, liveSession: { id: string, title: string, startedAt: string | null, viewerCanJoin: boolean } | null, scheduled: Array<{ id: string, title: string, state: SessionState, startsAt: string, durationMinutes: number, guestPolicy: GuestPolicy, viewerCanStart: boolean }>, ended: Array<{ id: string, title: string, startsAt: string, startedAt: string | null, endedAt: string | null }> } | null };

export type CourseLiveQueryVariables = Exact<{
  slug: string;
}>;


export type CourseLiveQuery = { course: { id: string, liveSession: { id: string, title: string, startedAt: string | null, viewerCanJoin: boolean } | null } | null };

export type CreateCourseMutationVariables = Exact<{
  input: CreateCourseInput;
}>;


export type CreateCourseMutation = { createCourse: { slug: string } };

export type UpdateCourseMutationVariables = Exact<{
  slug: string;
  input: UpdateCourseInput;
}>;


export type UpdateCourseMutation = { updateCourse: { slug: string } };

export type PublishCourseMutationVariables = Exact<{
  slug: string;
}>;


export type PublishCourseMutation = { publishCourse: { slug: string, published: boolean } };

export type UnpublishCourseMutationVariables = Exact<{
  slug: string;
}>;


export type UnpublishCourseMutation = { unpublishCourse: { slug: string, published: boolean } };

export type EnrolMutationVariables = Exact<{
  slug: string;
}>;


export type EnrolMutation = { enrol: { id: string, viewerIsEnrolled: boolean, enrolmentCount: number } };

export type LeaveCourseMutationVariables = Exact<{
  slug: string;
}>;


export type LeaveCourseMutation = { leaveCourse: { id: string, viewerIsEnrolled: boolean, enrolmentCount: number } };

export type StartSessionNowMutationVariables = Exact<{
  slug: string;
  title?: string | null | undefined;
}>;


export type StartSessionNowMutation = { startSessionNow: { id: string } };

export type StartSessionMutationVariables = Exact<{
  id: string;
}>;


export type StartSessionMutation = { startSession: { id: string } };

export type ScheduleSessionMutationVariables = Exact<{
  input: ScheduleSessionInput;
}>;


export type ScheduleSessionMutation = { scheduleSession: { id: string } };

export type UpdateSessionMutationVariables = Exact<{
  id: string;
  input: UpdateSessionInput;
}>;


export type UpdateSessionMutation = { updateSession: { id: string } };

export type CancelSessionMutationVariables = Exact<{
  id: string;
}>;


export type CancelSessionMutation = { cancelSession: { id: string, state: SessionState } };

export type MyClassesQueryVariables = Exact<{ [key: string]: never; }>;


export type MyClassesQuery = { myClasses: { live: Array<{ id: string, title: string, state: SessionState, startsAt: string, startedAt: string | null, endedAt: string | null, durationMinutes: number, viewerCanStart: boolean, viewerCanJoin: boolean, course: { id: string, slug: string, title: string } }>, next: Array<{ id: string, title: string, state: SessionState, startsAt: string, startedAt: string | null, endedAt: string | null, durationMinutes: number, viewerCanStart: boolean, viewerCanJoin: boolean, course: { id: string, slug: string, title: string } }>, past: Array<{ id: string, title: string, state: SessionState, startsAt: string, startedAt: string | null, endedAt: string | null, durationMinutes: number, viewerCanStart: boolean, viewerCanJoin: boolean, course: { id: string, slug: string, title: string } }>, teaching: Array<{ id: string, slug: string, title: string, published: boolean, enrolmentCount: number, instructor: { id: string, name: string } }>, enrolled: Array<{ id: string, slug: string, title: string, published: boolean, enrolmentCount: number, instructor: { id: string, name: string } }> } };

export type ClassLineFragment = { id: string, title: string, state: SessionState, startsAt: string, startedAt: string | null, endedAt: string | null, durationMinutes: number, viewerCanStart: boolean, viewerCanJoin: boolean, course: { id: string, slug: string, title: string } };

export type CourseLineFragment = { id: string, slug: string, title: string, published: boolean, enrolmentCount: number, instructor: { id: string, name: string } };

export type DebugQueryVariables = Exact<{ [key: string]: never; }>;


export type DebugQuery = { debug: { at: string, nodes: Array<{ service: string, name: string, problem: string | null, version: string | null, startedAt: string | null, rooms: number, people: number, workers: Array<{ name: string, load: number, cpuSeconds: number }> }>, rooms: Array<{ id: string, title: string, people: number, editsPerSecond: number, engine: string }>, errors: Array<{ at: string, service: string, node: string, code: string, message: string }> } };

export type GuestDoorQueryVariables = Exact<{
  id: string;
}>;


export type GuestDoorQuery = { guestDoor: { title: string, courseTitle: string, state: SessionState, startsAt: string, guestPolicy: GuestPolicy } | null };

export type JoinAsGuestMutationVariables = Exact<{
  id: string;
  name: string;
}>;


export type JoinAsGuestMutation = { joinAsGuest: { token: string } };

export type ClassDoorQueryVariables = Exact<{
  id: string;
}>;


export type ClassDoorQuery = { liveSession: { id: string, title: string, state: SessionState, startsAt: string, startedAt: string | null, guestPolicy: GuestPolicy, viewerCanStart: boolean, viewerCanJoin: boolean, course: { id: string, slug: string, title: string, instructor: { id: string, name: string } } } | null };

export type JoinClassMutationVariables = Exact<{
  id: string;
}>;


export type JoinClassMutation = { joinSession: { token: string, engineUrl: string, room: string } };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const ClassLineFragmentDoc = new TypedDocumentString(`
    fragment ClassLine on LiveSession {
  id
  title
  state
  startsAt
  startedAt
  endedAt
  durationMinutes
  viewerCanStart
  viewerCanJoin
  course {
    id
    slug
    title
  }
}
    `, {"fragmentName":"ClassLine"}) as unknown as TypedDocumentString<ClassLineFragment, unknown>;
export const CourseLineFragmentDoc = new TypedDocumentString(`
    fragment CourseLine on Course {
  id
  slug
  title
  published
  enrolmentCount
  instructor {
    id
    name
  }
}
    `, {"fragmentName":"CourseLine"}) as unknown as TypedDocumentString<CourseLineFragment, unknown>;
export const MeDocument = new TypedDocumentString(`
    query Me {
  me {
    id
    name
    email
    role
    timeZone
    hasPassword
  }
}
    `) as unknown as TypedDocumentString<MeQuery, MeQueryVariables>;
export const LogInDocument = new TypedDocumentString(`
    mutation LogIn($email: String!, $password: String!) {
  logIn(email: $email, password: $password) {
    user {
      id
      name
      role
    }
  }
}
    `) as unknown as TypedDocumentString<LogInMutation, LogInMutationVariables>;
export const OAuthLogInDocument = new TypedDocumentString(`
    mutation OAuthLogIn($input: OAuthLogInInput!) {
  oauthLogIn(input: $input) {
    user {
      id
      name
      role
    }
  }
}
    `) as unknown as TypedDocumentString<OAuthLogInMutation, OAuthLogInMutationVariables>;
export const SignUpDocument = new TypedDocumentString(`
    mutation SignUp($input: SignUpInput!) {
  signUp(input: $input) {
    user {
      id
    }
  }
}
    `) as unknown as TypedDocumentString<SignUpMutation, SignUpMutationVariables>;
export const UpdateProfileDocument = new TypedDocumentString(`
    mutation UpdateProfile($input: UpdateProfileInput!) {
  updateProfile(input: $input) {
    id
    name
    timeZone
  }
}
    `) as unknown as TypedDocumentString<UpdateProfileMutation, UpdateProfileMutationVariables>;
export const ChangePasswordDocument = new TypedDocumentString(`
    mutation ChangePassword($currentPassword: String!, $newPassword: String!) {
  changePassword(currentPassword: $currentPassword, newPassword: $newPassword) {
    id
  }
}
    `) as unknown as TypedDocumentString<ChangePasswordMutation, ChangePasswordMutationVariables>;
export const AttendanceDocument = new TypedDocumentString(`
    query Attendance($sessionId: ID!) {
  liveSession(id: $sessionId) {
    id
    title
    startsAt
    startedAt
    endedAt
  }
  attendance(sessionId: $sessionId) {
    id
    name
    role
    firstJoinedAt
    lastLeftAt
    seconds
    joins
  }
}
    `) as unknown as TypedDocumentString<AttendanceQuery, AttendanceQueryVariables>;
export const CatalogDocument = new TypedDocumentString(`
    query Catalog($search: String, $first: Int!, $after: String) {
  courses(search: $search, first: $first, after: $after) {
    totalCount
    nodes {
      id
      slug
      title
      summary
      enrolmentCount
      instructor {
        id
        name
      }
      liveSession {
        id
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<CatalogQuery, CatalogQueryVariables>;
export const CourseDocument = new TypedDocumentString(`
    query Course($slug: String!) {
  course(slug: $slug) {
    id
    slug
    title
    summary
    description
    published
    enrolmentCount
    viewerIsEnrolled
    viewerCanEdit
    instructor {
      id
      name
    }
    liveSession {
      id
      title
      startedAt
      viewerCanJoin
    }
    scheduled: sessions(state: SCHEDULED) {
      id
      title
      state
      startsAt
      durationMinutes
      guestPolicy
      viewerCanStart
    }
    ended: sessions(state: ENDED) {
      id
      title
      startsAt
      startedAt
      endedAt
    }
  }
}
    `) as unknown as TypedDocumentString<CourseQuery, CourseQueryVariables>;
export const CourseLiveDocument = new TypedDocumentString(`
    query CourseLive($slug: String!) {
  course(slug: $slug) {
    id
    liveSession {
      id
      title
      startedAt
      viewerCanJoin
    }
  }
}
    `) as unknown as TypedDocumentString<CourseLiveQuery, CourseLiveQueryVariables>;
export const CreateCourseDocument = new TypedDocumentString(`
    mutation CreateCourse($input: CreateCourseInput!) {
  createCourse(input: $input) {
    slug
  }
}
    `) as unknown as TypedDocumentString<CreateCourseMutation, CreateCourseMutationVariables>;
export const UpdateCourseDocument = new TypedDocumentString(`
    mutation UpdateCourse($slug: String!, $input: UpdateCourseInput!) {
  updateCourse(slug: $slug, input: $input) {
    slug
  }
}
    `) as unknown as TypedDocumentString<UpdateCourseMutation, UpdateCourseMutationVariables>;
export const PublishCourseDocument = new TypedDocumentString(`
    mutation PublishCourse($slug: String!) {
  publishCourse(slug: $slug) {
    slug
    published
  }
}
    `) as unknown as TypedDocumentString<PublishCourseMutation, PublishCourseMutationVariables>;
export const UnpublishCourseDocument = new TypedDocumentString(`
    mutation UnpublishCourse($slug: String!) {
  unpublishCourse(slug: $slug) {
    slug
    published
  }
}
    `) as unknown as TypedDocumentString<UnpublishCourseMutation, UnpublishCourseMutationVariables>;
export const EnrolDocument = new TypedDocumentString(`
    mutation Enrol($slug: String!) {
  enrol(courseSlug: $slug) {
    id
    viewerIsEnrolled
    enrolmentCount
  }
}
    `) as unknown as TypedDocumentString<EnrolMutation, EnrolMutationVariables>;
export const LeaveCourseDocument = new TypedDocumentString(`
    mutation LeaveCourse($slug: String!) {
  leaveCourse(courseSlug: $slug) {
    id
    viewerIsEnrolled
    enrolmentCount
  }
}
    `) as unknown as TypedDocumentString<LeaveCourseMutation, LeaveCourseMutationVariables>;
export const StartSessionNowDocument = new TypedDocumentString(`
    mutation StartSessionNow($slug: String!, $title: String) {
  startSessionNow(courseSlug: $slug, title: $title) {
    id
  }
}
    `) as unknown as TypedDocumentString<StartSessionNowMutation, StartSessionNowMutationVariables>;
export const StartSessionDocument = new TypedDocumentString(`
    mutation StartSession($id: ID!) {
  startSession(id: $id) {
    id
  }
}
    `) as unknown as TypedDocumentString<StartSessionMutation, StartSessionMutationVariables>;
export const ScheduleSessionDocument = new TypedDocumentString(`
    mutation ScheduleSession($input: ScheduleSessionInput!) {
  scheduleSession(input: $input) {
    id
  }
}
    `) as unknown as TypedDocumentString<ScheduleSessionMutation, ScheduleSessionMutationVariables>;
export const UpdateSessionDocument = new TypedDocumentString(`
    mutation UpdateSession($id: ID!, $input: UpdateSessionInput!) {
  updateSession(id: $id, input: $input) {
    id
  }
}
    `) as unknown as TypedDocumentString<UpdateSessionMutation, UpdateSessionMutationVariables>;
export const CancelSessionDocument = new TypedDocumentString(`
    mutation CancelSession($id: ID!) {
  cancelSession(id: $id) {
    id
    state
  }
}
    `) as unknown as TypedDocumentString<CancelSessionMutation, CancelSessionMutationVariables>;
export const MyClassesDocument = new TypedDocumentString(`
    query MyClasses {
  myClasses {
    live {
      ...ClassLine
    }
    next {
      ...ClassLine
    }
    past {
      ...ClassLine
    }
    teaching {
      ...CourseLine
    }
    enrolled {
      ...CourseLine
    }
  }
}
    fragment ClassLine on LiveSession {
  id
  title
  state
  startsAt
  startedAt
  endedAt
  durationMinutes
  viewerCanStart
  viewerCanJoin
  course {
    id
    slug
    title
  }
}
fragment CourseLine on Course {
  id
  slug
  title
  published
  enrolmentCount
  instructor {
    id
    name
  }
}`) as unknown as TypedDocumentString<MyClassesQuery, MyClassesQueryVariables>;
export const DebugDocument = new TypedDocumentString(`
    query Debug {
  debug {
    at
    nodes {
      service
      name
      problem
      version
      startedAt
      rooms
      people
      workers {
        name
        load
        cpuSeconds
      }
    }
    rooms {
      id
      title
      people
      editsPerSecond
      engine
    }
    errors {
      at
      service
      node
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<DebugQuery, DebugQueryVariables>;
export const GuestDoorDocument = new TypedDocumentString(`
    query GuestDoor($id: ID!) {
  guestDoor(id: $id) {
    title
    courseTitle
    state
    startsAt
    guestPolicy
  }
}
    `) as unknown as TypedDocumentString<GuestDoorQuery, GuestDoorQueryVariables>;
export const JoinAsGuestDocument = new TypedDocumentString(`
    mutation JoinAsGuest($id: ID!, $name: String!) {
  joinAsGuest(id: $id, name: $name) {
    token
  }
}
    `) as unknown as TypedDocumentString<JoinAsGuestMutation, JoinAsGuestMutationVariables>;
export const ClassDoorDocument = new TypedDocumentString(`
    query ClassDoor($id: ID!) {
  liveSession(id: $id) {
    id
    title
    state
    startsAt
    startedAt
    guestPolicy
    viewerCanStart
    viewerCanJoin
    course {
      id
      slug
      title
      instructor {
        id
        name
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ClassDoorQuery, ClassDoorQueryVariables>;
export const JoinClassDocument = new TypedDocumentString(`
    mutation JoinClass($id: ID!) {
  joinSession(id: $id) {
    token
    engineUrl
    room
  }
}
    `) as unknown as TypedDocumentString<JoinClassMutation, JoinClassMutationVariables>;
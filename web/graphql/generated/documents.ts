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

/** The whole edit list: what is left out is as it was recorded. */
export type EditRecordingInput = {
  cuts?: Array<RecordingCutInput>;
  /** Ids of chat messages. */
  hiddenMessages?: Array<string>;
  people?: Array<PersonEditInput>;
  trimFromSeconds?: number | null | undefined;
  trimToSeconds?: number | null | undefined;
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

/** What happens to people without an account who come with a link. */
export type GuestPolicy =
  /** They wait in the lobby until somebody admits them. */
  | 'ASK'
  /** They are turned away. */
  | 'DENY'
  /** They walk in. */
  | 'OPEN';

export type HitKind =
  | 'BOARD'
  | 'CAPTION'
  | 'CHAPTER'
  | 'CHAT'
  | 'NOTES'
  | 'POLL'
  | 'QUESTION';

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

export type PersonEditInput = {
  /** Takes the person out of board, chat, names and notes, and drops their sound and picture. */
  remove?: boolean;
  /** Another name for the person, in every plane. */
  rename?: string | null | undefined;
  userId: string;
};

/** Whose sound and picture a recording has. Whoever refuses is in none of them. */
export type RecordPolicy =
  | 'EVERYONE'
  /** Staff only. */
  | 'INSTRUCTOR'
  /** Staff, and what students say and present, but not their cameras. */
  | 'SPEAKERS';

export type RecordingChapterInput = {
  atSeconds: number;
  title: string;
};

export type RecordingCutInput = {
  fromSeconds: number;
  toSeconds: number;
};

export type RecordingState =
  /** `failure` says why. */
  | 'FAILED'
  | 'PLAYABLE'
  /** The class goes on. */
  | 'RECORDING'
  /** The class has ended, and its last pieces are on their way. */
  | 'SEALING';

export type RecordingVisibility =
  /** Who is enrolled. */
  | 'COURSE'
  /** And whoever has its link. */
  | 'LINK'
  /** And everybody else. */
  | 'PUBLIC';

/** What an account may do in the school as a whole. */
export type Role =
  | 'ADMIN'
  | 'INSTRUCTOR'
  | 'STUDENT';

export type ScheduleSessionInput = {
  /** Recording is on from the moment the class begins. */
  autoRecord?: boolean | null | undefined;
  courseSlug: string;
  /** 5 to 480. */
  durationMinutes?: number | null | undefined;
  guestPolicy?: GuestPolicy | null | undefined;
  recordPolicy?: RecordPolicy | null | undefined;
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

export type UpdateRecordingInput = {
  /** The whole list. Null: as they are found. */
  chapters?: Array<RecordingChapterInput> | null | undefined;
  /** Null: as long as the course keeps recordings. */
  keptUntil?: string | null | undefined;
  /** Null: never. */
  linkExpiresAt?: string | null | undefined;
  published?: boolean | null | undefined;
  /** Left out = unchanged, as for all fields. Null: the class's title. */
  title?: string | null | undefined;
  visibility?: RecordingVisibility | null | undefined;
};

export type UpdateSessionInput = {
  autoRecord?: boolean | null | undefined;
  durationMinutes?: number | null | undefined;
  guestPolicy?: GuestPolicy | null | undefined;
  recordPolicy?: RecordPolicy | null | undefined;
  startsAt?: string | null | undefined;
  /** Left out = unchanged, as for all fields. */
  title?: string | null | undefined;
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


export type CourseQuery = { course: { id: string, slug: string, title: string, summary: string, description: string, published: boolean, enrolmentCount: number, viewerIsEnrolled: boolean, viewerCanEdit: boolean, instructor: { id: string, name: string }, liveSession: { id: string, title: string, startedAt: string | null, viewerCanJoin: boolean, recording: { id: string, state: RecordingState } | null } | null, scheduled: Array<{ id: string, title: string, state: SessionState, startsAt: string, durationMinutes: number, guestPolicy: GuestPolicy, autoRecord: boolean, recordPolicy: RecordPolicy, viewerCanStart: boolean }>, ended: Array<{ id: string, title: string, startsAt: string, startedAt: string | null, endedAt: string | null, recording: { id: string, state: RecordingState, failure: string | null, durationSeconds: number | null, published: boolean, viewerCanEdit: boolean, viewerCanWatch: boolean, video: { state: VideoState, percent: number | null, failure: string | null } } | null }> } | null };

export type CourseLiveQueryVariables = Exact<{
  slug: string;
}>;


export type CourseLiveQuery = { course: { id: string, liveSession: { id: string, title: string, startedAt: string | null, viewerCanJoin: boolean, recording: { id: string, state: RecordingState } | null } | null } | null };

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
  autoRecord: boolean;
  recordPolicy: RecordPolicy;
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


export type MyClassesQuery = { myClasses: { live: Array<{ id: string, title: string, state: SessionState, startsAt: string, startedAt: string | null, endedAt: string | null, durationMinutes: number, viewerCanStart: boolean, viewerCanJoin: boolean, course: { id: string, slug: string, title: string } }>, next: Array<{ id: string, title: string, state: SessionState, startsAt: string, startedAt: string | null, endedAt: string | null, durationMinutes: number, viewerCanStart: boolean, viewerCanJoin: boolean, course: { id: string, slug: string, title: string } }>, past: Array<{ id: string, title: string, state: SessionState, startsAt: string, startedAt: string | null, endedAt: string | null, durationMinutes: number, viewerCanStart: boolean, viewerCanJoin: boolean, recording: { id: string, state: RecordingState, failure: string | null, durationSeconds: number | null, published: boolean, viewerCanEdit: boolean, viewerCanWatch: boolean, myProgress: { positionSeconds: number, watchedShare: number, completed: boolean } | null, video: { state: VideoState, percent: number | null, failure: string | null } } | null, course: { id: string, slug: string, title: string } }>, teaching: Array<{ id: string, slug: string, title: string, published: boolean, enrolmentCount: number, instructor: { id: string, name: string } }>, enrolled: Array<{ id: string, slug: string, title: string, published: boolean, enrolmentCount: number, instructor: { id: string, name: string } }> } };

export type ClassLineFragment = { id: string, title: string, state: SessionState, startsAt: string, startedAt: string | null, endedAt: string | null, durationMinutes: number, viewerCanStart: boolean, viewerCanJoin: boolean, course: { id: string, slug: string, title: string } };

export type CourseLineFragment = { id: string, slug: string, title: string, published: boolean, enrolmentCount: number, instructor: { id: string, name: string } };

export type DebugQueryVariables = Exact<{ [key: string]: never; }>;


export type DebugQuery = { debug: { at: string, nodes: Array<{ service: string, name: string, problem: string | null, version: string | null, startedAt: string | null, rooms: number, people: number, workers: Array<{ name: string, load: number, cpuSeconds: number }> }>, rooms: Array<{ id: string, title: string, people: number, editsPerSecond: number, engine: string }>, errors: Array<{ at: string, service: string, node: string, code: string, message: string }> } };

export type TakeAwayPartsFragment = { id: string, state: RecordingState, failure: string | null, video: { state: VideoState, percent: number | null, failure: string | null }, edits: { state: EditState }, exports: Array<{ id: string, state: ExportState, percent: number, failure: string | null, createdAt: string, path: string | null }> };

export type TakeAwayQueryVariables = Exact<{
  id: string;
  key?: string | null | undefined;
}>;


export type TakeAwayQuery = { recording: { id: string, state: RecordingState, failure: string | null, video: { state: VideoState, percent: number | null, failure: string | null }, edits: { state: EditState }, exports: Array<{ id: string, state: ExportState, percent: number, failure: string | null, createdAt: string, path: string | null }> } | null };

export type ExportRecordingMutationVariables = Exact<{
  id: string;
}>;


export type ExportRecordingMutation = { exportRecording: { id: string } };

export type RetryFromTakeAwayMutationVariables = Exact<{
  id: string;
}>;


export type RetryFromTakeAwayMutation = { retryRecording: { id: string, state: RecordingState, failure: string | null, video: { state: VideoState, percent: number | null, failure: string | null }, edits: { state: EditState }, exports: Array<{ id: string, state: ExportState, percent: number, failure: string | null, createdAt: string, path: string | null }> } };

export type GuestDoorQueryVariables = Exact<{
  id: string;
}>;


export type GuestDoorQuery = { guestDoor: { title: string, courseTitle: string, state: SessionState, startsAt: string, guestPolicy: GuestPolicy, recorded: boolean, recordPolicy: RecordPolicy } | null };

export type JoinAsGuestMutationVariables = Exact<{
  id: string;
  name: string;
}>;


export type JoinAsGuestMutation = { joinAsGuest: { token: string } };

export type QuestionPartsFragment = { id: string, atSeconds: number, text: string, author: string, mine: boolean, createdAt: string, viewerCanAnswer: boolean, viewerCanDelete: boolean, answers: Array<{ id: string, text: string, author: string, byTeacher: boolean, createdAt: string }> };

export type ReplayQuestionsQueryVariables = Exact<{
  id: string;
  key?: string | null | undefined;
}>;


export type ReplayQuestionsQuery = { recording: { id: string, questions: Array<{ id: string, atSeconds: number, text: string, author: string, mine: boolean, createdAt: string, viewerCanAnswer: boolean, viewerCanDelete: boolean, answers: Array<{ id: string, text: string, author: string, byTeacher: boolean, createdAt: string }> }> } | null, liveSession: { id: string, course: { id: string, slug: string, viewerCanEdit: boolean, viewerIsEnrolled: boolean } } | null };

export type AskQuestionMutationVariables = Exact<{
  recordingId: string;
  atSeconds: number;
  text: string;
  key?: string | null | undefined;
}>;


export type AskQuestionMutation = { askQuestion: { id: string, atSeconds: number, text: string, author: string, mine: boolean, createdAt: string, viewerCanAnswer: boolean, viewerCanDelete: boolean, answers: Array<{ id: string, text: string, author: string, byTeacher: boolean, createdAt: string }> } };

export type AnswerQuestionMutationVariables = Exact<{
  questionId: string;
  text: string;
}>;


export type AnswerQuestionMutation = { answerQuestion: { id: string, atSeconds: number, text: string, author: string, mine: boolean, createdAt: string, viewerCanAnswer: boolean, viewerCanDelete: boolean, answers: Array<{ id: string, text: string, author: string, byTeacher: boolean, createdAt: string }> } };

export type DeleteQuestionMutationVariables = Exact<{
  questionId: string;
}>;


export type DeleteQuestionMutation = { deleteQuestion: boolean };

export type SearchRecordingsQueryVariables = Exact<{
  courseSlug?: string | null | undefined;
  recordingId?: string | null | undefined;
  text: string;
  key?: string | null | undefined;
}>;


export type SearchRecordingsQuery = { searchRecordings: Array<{ recordingId: string, sessionTitle: string, atSeconds: number, kind: HitKind, text: string, author: string | null }> };

export type RecordingHeatQueryVariables = Exact<{
  id: string;
}>;


export type RecordingHeatQuery = { recording: { id: string, durationSeconds: number | null, heatMap: Array<{ fromSecond: number, unique: number, views: number }> } | null };

export type RecordingCaptionsQueryVariables = Exact<{
  id: string;
}>;


export type RecordingCaptionsQuery = { recording: { id: string, captions: Array<{ language: string, label: string }> } | null };

export type RecordingLineFragment = { id: string, state: RecordingState, failure: string | null, durationSeconds: number | null, published: boolean, viewerCanEdit: boolean, viewerCanWatch: boolean, video: { state: VideoState, percent: number | null, failure: string | null } };

export type RecordingStateQueryVariables = Exact<{
  id: string;
}>;


export type RecordingStateQuery = { recording: { id: string, state: RecordingState, failure: string | null, durationSeconds: number | null, published: boolean, viewerCanEdit: boolean, viewerCanWatch: boolean, video: { state: VideoState, percent: number | null, failure: string | null } } | null };

export type ManagedRecordingQueryVariables = Exact<{
  id: string;
}>;


export type ManagedRecordingQuery = { recording: { title: string, startedAt: string | null, visibility: RecordingVisibility, keptUntil: string | null, linkKey: string | null, linkExpiresAt: string | null, id: string, state: RecordingState, failure: string | null, durationSeconds: number | null, published: boolean, viewerCanEdit: boolean, viewerCanWatch: boolean, chapters: Array<{ id: string, atSeconds: number, title: string }>, edits: { revision: number, state: EditState, percent: number | null, trimFromSeconds: number | null, trimToSeconds: number | null, hiddenMessages: Array<string>, cuts: Array<{ fromSeconds: number, toSeconds: number }>, people: Array<{ userId: string, remove: boolean, rename: string | null }> }, video: { state: VideoState, percent: number | null, failure: string | null } } | null };

export type ManagedRecordingPartsFragment = { title: string, startedAt: string | null, visibility: RecordingVisibility, keptUntil: string | null, linkKey: string | null, linkExpiresAt: string | null, id: string, state: RecordingState, failure: string | null, durationSeconds: number | null, published: boolean, viewerCanEdit: boolean, viewerCanWatch: boolean, chapters: Array<{ id: string, atSeconds: number, title: string }>, edits: { revision: number, state: EditState, percent: number | null, trimFromSeconds: number | null, trimToSeconds: number | null, hiddenMessages: Array<string>, cuts: Array<{ fromSeconds: number, toSeconds: number }>, people: Array<{ userId: string, remove: boolean, rename: string | null }> }, video: { state: VideoState, percent: number | null, failure: string | null } };

export type RecordedClassQueryVariables = Exact<{
  id: string;
}>;


export type RecordedClassQuery = { liveSession: { id: string, title: string, startedAt: string | null, endedAt: string | null, course: { id: string, slug: string, title: string } } | null };

export type UpdateRecordingMutationVariables = Exact<{
  id: string;
  input: UpdateRecordingInput;
}>;


export type UpdateRecordingMutation = { updateRecording: { title: string, startedAt: string | null, visibility: RecordingVisibility, keptUntil: string | null, linkKey: string | null, linkExpiresAt: string | null, id: string, state: RecordingState, failure: string | null, durationSeconds: number | null, published: boolean, viewerCanEdit: boolean, viewerCanWatch: boolean, chapters: Array<{ id: string, atSeconds: number, title: string }>, edits: { revision: number, state: EditState, percent: number | null, trimFromSeconds: number | null, trimToSeconds: number | null, hiddenMessages: Array<string>, cuts: Array<{ fromSeconds: number, toSeconds: number }>, people: Array<{ userId: string, remove: boolean, rename: string | null }> }, video: { state: VideoState, percent: number | null, failure: string | null } } };

export type EditRecordingMutationVariables = Exact<{
  id: string;
  input: EditRecordingInput;
}>;


export type EditRecordingMutation = { editRecording: { title: string, startedAt: string | null, visibility: RecordingVisibility, keptUntil: string | null, linkKey: string | null, linkExpiresAt: string | null, id: string, state: RecordingState, failure: string | null, durationSeconds: number | null, published: boolean, viewerCanEdit: boolean, viewerCanWatch: boolean, chapters: Array<{ id: string, atSeconds: number, title: string }>, edits: { revision: number, state: EditState, percent: number | null, trimFromSeconds: number | null, trimToSeconds: number | null, hiddenMessages: Array<string>, cuts: Array<{ fromSeconds: number, toSeconds: number }>, people: Array<{ userId: string, remove: boolean, rename: string | null }> }, video: { state: VideoState, percent: number | null, failure: string | null } } };

export type NewRecordingLinkMutationVariables = Exact<{
  id: string;
}>;


export type NewRecordingLinkMutation = { newRecordingLink: { title: string, startedAt: string | null, visibility: RecordingVisibility, keptUntil: string | null, linkKey: string | null, linkExpiresAt: string | null, id: string, state: RecordingState, failure: string | null, durationSeconds: number | null, published: boolean, viewerCanEdit: boolean, viewerCanWatch: boolean, chapters: Array<{ id: string, atSeconds: number, title: string }>, edits: { revision: number, state: EditState, percent: number | null, trimFromSeconds: number | null, trimToSeconds: number | null, hiddenMessages: Array<string>, cuts: Array<{ fromSeconds: number, toSeconds: number }>, people: Array<{ userId: string, remove: boolean, rename: string | null }> }, video: { state: VideoState, percent: number | null, failure: string | null } } };

export type DeleteRecordingMutationVariables = Exact<{
  id: string;
}>;


export type DeleteRecordingMutation = { deleteRecording: boolean };

export type RetryRecordingMutationVariables = Exact<{
  id: string;
}>;


export type RetryRecordingMutation = { retryRecording: { id: string, state: RecordingState, failure: string | null, durationSeconds: number | null, published: boolean, viewerCanEdit: boolean, viewerCanWatch: boolean, video: { state: VideoState, percent: number | null, failure: string | null } } };

export type CourseRetentionQueryVariables = Exact<{
  slug: string;
}>;


export type CourseRetentionQuery = { course: { id: string, slug: string, retentionDays: number | null } | null };

export type SetCourseRetentionMutationVariables = Exact<{
  slug: string;
  days?: number | null | undefined;
}>;


export type SetCourseRetentionMutation = { setCourseRetention: { id: string, slug: string, retentionDays: number | null } };

export type ReplayQueryVariables = Exact<{
  id: string;
  key?: string | null | undefined;
}>;


export type ReplayQuery = { recording: { id: string, title: string, state: RecordingState, failure: string | null, startedAt: string | null, endedAt: string | null, durationSeconds: number | null, visibility: RecordingVisibility, published: boolean, viewerCanEdit: boolean, viewerCanWatch: boolean, video: { state: VideoState, percent: number | null, failure: string | null, tracks: Array<{ track: string, playbackId: string, token: string }> }, edits: { revision: number, state: EditState }, chapters: Array<{ id: string, atSeconds: number, title: string }>, captions: Array<{ language: string, label: string }>, myProgress: { positionSeconds: number, completed: boolean } | null } | null, liveSession: { id: string, state: SessionState, viewerCanJoin: boolean, course: { id: string, slug: string, title: string } } | null };

export type SaveWatchProgressMutationVariables = Exact<{
  recordingId: string;
  positionSeconds: number;
  slices: Array<number> | number;
}>;


export type SaveWatchProgressMutation = { saveWatchProgress: { positionSeconds: number, completed: boolean } };

export type RetryReplayMutationVariables = Exact<{
  id: string;
}>;


export type RetryReplayMutation = { retryRecording: { id: string, state: RecordingState, failure: string | null } };

export type ClassDoorQueryVariables = Exact<{
  id: string;
}>;


export type ClassDoorQuery = { liveSession: { id: string, title: string, state: SessionState, startsAt: string, startedAt: string | null, guestPolicy: GuestPolicy, autoRecord: boolean, recordPolicy: RecordPolicy, viewerCanStart: boolean, viewerCanJoin: boolean, recording: { id: string, state: RecordingState } | null, course: { id: string, slug: string, title: string, viewerCanEdit: boolean, instructor: { id: string, name: string } } } | null };

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
export const TakeAwayPartsFragmentDoc = new TypedDocumentString(`
    fragment TakeAwayParts on Recording {
  id
  state
  failure
  video {
    state
    percent
    failure
  }
  edits {
    state
  }
  exports {
    id
    state
    percent
    failure
    createdAt
    path
  }
}
    `, {"fragmentName":"TakeAwayParts"}) as unknown as TypedDocumentString<TakeAwayPartsFragment, unknown>;
export const QuestionPartsFragmentDoc = new TypedDocumentString(`
    fragment QuestionParts on ReplayQuestion {
  id
  atSeconds
  text
  author
  mine
  createdAt
  viewerCanAnswer
  viewerCanDelete
  answers {
    id
    text
    author
    byTeacher
    createdAt
  }
}
    `, {"fragmentName":"QuestionParts"}) as unknown as TypedDocumentString<QuestionPartsFragment, unknown>;
export const RecordingLineFragmentDoc = new TypedDocumentString(`
    fragment RecordingLine on Recording {
  id
  state
  failure
  durationSeconds
  published
  viewerCanEdit
  viewerCanWatch
  video {
    state
    percent
    failure
  }
}
    `, {"fragmentName":"RecordingLine"}) as unknown as TypedDocumentString<RecordingLineFragment, unknown>;
export const ManagedRecordingPartsFragmentDoc = new TypedDocumentString(`
    fragment ManagedRecordingParts on Recording {
  ...RecordingLine
  title
  startedAt
  visibility
  keptUntil
  linkKey
  linkExpiresAt
  chapters {
    id
    atSeconds
    title
  }
  edits {
    revision
    state
    percent
    trimFromSeconds
    trimToSeconds
    cuts {
      fromSeconds
      toSeconds
    }
    hiddenMessages
    people {
      userId
      remove
      rename
    }
  }
}
    fragment RecordingLine on Recording {
  id
  state
  failure
  durationSeconds
  published
  viewerCanEdit
  viewerCanWatch
  video {
    state
    percent
    failure
  }
}`, {"fragmentName":"ManagedRecordingParts"}) as unknown as TypedDocumentString<ManagedRecordingPartsFragment, unknown>;
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
      recording {
        id
        state
      }
    }
    scheduled: sessions(state: SCHEDULED) {
      id
      title
      state
      startsAt
      durationMinutes
      guestPolicy
      autoRecord
      recordPolicy
      viewerCanStart
    }
    ended: sessions(state: ENDED) {
      id
      title
      startsAt
      startedAt
      endedAt
      recording {
        ...RecordingLine
      }
    }
  }
}
    fragment RecordingLine on Recording {
  id
  state
  failure
  durationSeconds
  published
  viewerCanEdit
  viewerCanWatch
  video {
    state
    percent
    failure
  }
}`) as unknown as TypedDocumentString<CourseQuery, CourseQueryVariables>;
export const CourseLiveDocument = new TypedDocumentString(`
    query CourseLive($slug: String!) {
  course(slug: $slug) {
    id
    liveSession {
      id
      title
      startedAt
      viewerCanJoin
      recording {
        id
        state
      }
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
    mutation StartSessionNow($slug: String!, $autoRecord: Boolean!, $recordPolicy: RecordPolicy!) {
  startSessionNow(
    courseSlug: $slug
    autoRecord: $autoRecord
    recordPolicy: $recordPolicy
  ) {
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
      recording {
        ...RecordingLine
        myProgress {
          positionSeconds
          watchedShare
          completed
        }
      }
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
}
fragment RecordingLine on Recording {
  id
  state
  failure
  durationSeconds
  published
  viewerCanEdit
  viewerCanWatch
  video {
    state
    percent
    failure
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
export const TakeAwayDocument = new TypedDocumentString(`
    query TakeAway($id: ID!, $key: String) {
  recording(id: $id, key: $key) {
    ...TakeAwayParts
  }
}
    fragment TakeAwayParts on Recording {
  id
  state
  failure
  video {
    state
    percent
    failure
  }
  edits {
    state
  }
  exports {
    id
    state
    percent
    failure
    createdAt
    path
  }
}`) as unknown as TypedDocumentString<TakeAwayQuery, TakeAwayQueryVariables>;
export const ExportRecordingDocument = new TypedDocumentString(`
    mutation ExportRecording($id: ID!) {
  exportRecording(id: $id) {
    id
  }
}
    `) as unknown as TypedDocumentString<ExportRecordingMutation, ExportRecordingMutationVariables>;
export const RetryFromTakeAwayDocument = new TypedDocumentString(`
    mutation RetryFromTakeAway($id: ID!) {
  retryRecording(id: $id) {
    ...TakeAwayParts
  }
}
    fragment TakeAwayParts on Recording {
  id
  state
  failure
  video {
    state
    percent
    failure
  }
  edits {
    state
  }
  exports {
    id
    state
    percent
    failure
    createdAt
    path
  }
}`) as unknown as TypedDocumentString<RetryFromTakeAwayMutation, RetryFromTakeAwayMutationVariables>;
export const GuestDoorDocument = new TypedDocumentString(`
    query GuestDoor($id: ID!) {
  guestDoor(id: $id) {
    title
    courseTitle
    state
    startsAt
    guestPolicy
    recorded
    recordPolicy
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
export const ReplayQuestionsDocument = new TypedDocumentString(`
    query ReplayQuestions($id: ID!, $key: String) {
  recording(id: $id, key: $key) {
    id
    questions {
      ...QuestionParts
    }
  }
  liveSession(id: $id) {
    id
    course {
      id
      slug
      viewerCanEdit
      viewerIsEnrolled
    }
  }
}
    fragment QuestionParts on ReplayQuestion {
  id
  atSeconds
  text
  author
  mine
  createdAt
  viewerCanAnswer
  viewerCanDelete
  answers {
    id
    text
    author
    byTeacher
    createdAt
  }
}`) as unknown as TypedDocumentString<ReplayQuestionsQuery, ReplayQuestionsQueryVariables>;
export const AskQuestionDocument = new TypedDocumentString(`
    mutation AskQuestion($recordingId: ID!, $atSeconds: Float!, $text: String!, $key: String) {
  askQuestion(
    recordingId: $recordingId
    atSeconds: $atSeconds
    text: $text
    key: $key
  ) {
    ...QuestionParts
  }
}
    fragment QuestionParts on ReplayQuestion {
  id
  atSeconds
  text
  author
  mine
  createdAt
  viewerCanAnswer
  viewerCanDelete
  answers {
    id
    text
    author
    byTeacher
    createdAt
  }
}`) as unknown as TypedDocumentString<AskQuestionMutation, AskQuestionMutationVariables>;
export const AnswerQuestionDocument = new TypedDocumentString(`
    mutation AnswerQuestion($questionId: ID!, $text: String!) {
  answerQuestion(questionId: $questionId, text: $text) {
    ...QuestionParts
  }
}
    fragment QuestionParts on ReplayQuestion {
  id
  atSeconds
  text
  author
  mine
  createdAt
  viewerCanAnswer
  viewerCanDelete
  answers {
    id
    text
    author
    byTeacher
    createdAt
  }
}`) as unknown as TypedDocumentString<AnswerQuestionMutation, AnswerQuestionMutationVariables>;
export const DeleteQuestionDocument = new TypedDocumentString(`
    mutation DeleteQuestion($questionId: ID!) {
  deleteQuestion(questionId: $questionId)
}
    `) as unknown as TypedDocumentString<DeleteQuestionMutation, DeleteQuestionMutationVariables>;
export const SearchRecordingsDocument = new TypedDocumentString(`
    query SearchRecordings($courseSlug: String, $recordingId: ID, $text: String!, $key: String) {
  searchRecordings(
    courseSlug: $courseSlug
    recordingId: $recordingId
    text: $text
    key: $key
  ) {
    recordingId
    sessionTitle
    atSeconds
    kind
    text
    author
  }
}
    `) as unknown as TypedDocumentString<SearchRecordingsQuery, SearchRecordingsQueryVariables>;
export const RecordingHeatDocument = new TypedDocumentString(`
    query RecordingHeat($id: ID!) {
  recording(id: $id) {
    id
    durationSeconds
    heatMap {
      fromSecond
      unique
      views
    }
  }
}
    `) as unknown as TypedDocumentString<RecordingHeatQuery, RecordingHeatQueryVariables>;
export const RecordingCaptionsDocument = new TypedDocumentString(`
    query RecordingCaptions($id: ID!) {
  recording(id: $id) {
    id
    captions {
      language
      label
    }
  }
}
    `) as unknown as TypedDocumentString<RecordingCaptionsQuery, RecordingCaptionsQueryVariables>;
export const RecordingStateDocument = new TypedDocumentString(`
    query RecordingState($id: ID!) {
  recording(id: $id) {
    ...RecordingLine
  }
}
    fragment RecordingLine on Recording {
  id
  state
  failure
  durationSeconds
  published
  viewerCanEdit
  viewerCanWatch
  video {
    state
    percent
    failure
  }
}`) as unknown as TypedDocumentString<RecordingStateQuery, RecordingStateQueryVariables>;
export const ManagedRecordingDocument = new TypedDocumentString(`
    query ManagedRecording($id: ID!) {
  recording(id: $id) {
    ...ManagedRecordingParts
  }
}
    fragment RecordingLine on Recording {
  id
  state
  failure
  durationSeconds
  published
  viewerCanEdit
  viewerCanWatch
  video {
    state
    percent
    failure
  }
}
fragment ManagedRecordingParts on Recording {
  ...RecordingLine
  title
  startedAt
  visibility
  keptUntil
  linkKey
  linkExpiresAt
  chapters {
    id
    atSeconds
    title
  }
  edits {
    revision
    state
    percent
    trimFromSeconds
    trimToSeconds
    cuts {
      fromSeconds
      toSeconds
    }
    hiddenMessages
    people {
      userId
      remove
      rename
    }
  }
}`) as unknown as TypedDocumentString<ManagedRecordingQuery, ManagedRecordingQueryVariables>;
export const RecordedClassDocument = new TypedDocumentString(`
    query RecordedClass($id: ID!) {
  liveSession(id: $id) {
    id
    title
    startedAt
    endedAt
    course {
      id
      slug
      title
    }
  }
}
    `) as unknown as TypedDocumentString<RecordedClassQuery, RecordedClassQueryVariables>;
export const UpdateRecordingDocument = new TypedDocumentString(`
    mutation UpdateRecording($id: ID!, $input: UpdateRecordingInput!) {
  updateRecording(id: $id, input: $input) {
    ...ManagedRecordingParts
  }
}
    fragment RecordingLine on Recording {
  id
  state
  failure
  durationSeconds
  published
  viewerCanEdit
  viewerCanWatch
  video {
    state
    percent
    failure
  }
}
fragment ManagedRecordingParts on Recording {
  ...RecordingLine
  title
  startedAt
  visibility
  keptUntil
  linkKey
  linkExpiresAt
  chapters {
    id
    atSeconds
    title
  }
  edits {
    revision
    state
    percent
    trimFromSeconds
    trimToSeconds
    cuts {
      fromSeconds
      toSeconds
    }
    hiddenMessages
    people {
      userId
      remove
      rename
    }
  }
}`) as unknown as TypedDocumentString<UpdateRecordingMutation, UpdateRecordingMutationVariables>;
export const EditRecordingDocument = new TypedDocumentString(`
    mutation EditRecording($id: ID!, $input: EditRecordingInput!) {
  editRecording(id: $id, input: $input) {
    ...ManagedRecordingParts
  }
}
    fragment RecordingLine on Recording {
  id
  state
  failure
  durationSeconds
  published
  viewerCanEdit
  viewerCanWatch
  video {
    state
    percent
    failure
  }
}
fragment ManagedRecordingParts on Recording {
  ...RecordingLine
  title
  startedAt
  visibility
  keptUntil
  linkKey
  linkExpiresAt
  chapters {
    id
    atSeconds
    title
  }
  edits {
    revision
    state
    percent
    trimFromSeconds
    trimToSeconds
    cuts {
      fromSeconds
      toSeconds
    }
    hiddenMessages
    people {
      userId
      remove
      rename
    }
  }
}`) as unknown as TypedDocumentString<EditRecordingMutation, EditRecordingMutationVariables>;
export const NewRecordingLinkDocument = new TypedDocumentString(`
    mutation NewRecordingLink($id: ID!) {
  newRecordingLink(id: $id) {
    ...ManagedRecordingParts
  }
}
    fragment RecordingLine on Recording {
  id
  state
  failure
  durationSeconds
  published
  viewerCanEdit
  viewerCanWatch
  video {
    state
    percent
    failure
  }
}
fragment ManagedRecordingParts on Recording {
  ...RecordingLine
  title
  startedAt
  visibility
  keptUntil
  linkKey
  linkExpiresAt
  chapters {
    id
    atSeconds
    title
  }
  edits {
    revision
    state
    percent
    trimFromSeconds
    trimToSeconds
    cuts {
      fromSeconds
      toSeconds
    }
    hiddenMessages
    people {
      userId
      remove
      rename
    }
  }
}`) as unknown as TypedDocumentString<NewRecordingLinkMutation, NewRecordingLinkMutationVariables>;
export const DeleteRecordingDocument = new TypedDocumentString(`
    mutation DeleteRecording($id: ID!) {
  deleteRecording(id: $id)
}
    `) as unknown as TypedDocumentString<DeleteRecordingMutation, DeleteRecordingMutationVariables>;
export const RetryRecordingDocument = new TypedDocumentString(`
    mutation RetryRecording($id: ID!) {
  retryRecording(id: $id) {
    ...RecordingLine
  }
}
    fragment RecordingLine on Recording {
  id
  state
  failure
  durationSeconds
  published
  viewerCanEdit
  viewerCanWatch
  video {
    state
    percent
    failure
  }
}`) as unknown as TypedDocumentString<RetryRecordingMutation, RetryRecordingMutationVariables>;
export const CourseRetentionDocument = new TypedDocumentString(`
    query CourseRetention($slug: String!) {
  course(slug: $slug) {
    id
    slug
    retentionDays
  }
}
    `) as unknown as TypedDocumentString<CourseRetentionQuery, CourseRetentionQueryVariables>;
export const SetCourseRetentionDocument = new TypedDocumentString(`
    mutation SetCourseRetention($slug: String!, $days: Int) {
  setCourseRetention(courseSlug: $slug, days: $days) {
    id
    slug
    retentionDays
  }
}
    `) as unknown as TypedDocumentString<SetCourseRetentionMutation, SetCourseRetentionMutationVariables>;
export const ReplayDocument = new TypedDocumentString(`
    query Replay($id: ID!, $key: String) {
  recording(id: $id, key: $key) {
    id
    title
    state
    failure
    startedAt
    endedAt
    durationSeconds
    visibility
    published
    viewerCanEdit
    viewerCanWatch
    video {
      state
      percent
      failure
      tracks {
        track
        playbackId
        token
      }
    }
    edits {
      revision
      state
    }
    chapters {
      id
      atSeconds
      title
    }
    captions {
      language
      label
    }
    myProgress {
      positionSeconds
      completed
    }
  }
  liveSession(id: $id) {
    id
    state
    viewerCanJoin
    course {
      id
      slug
      title
    }
  }
}
    `) as unknown as TypedDocumentString<ReplayQuery, ReplayQueryVariables>;
export const SaveWatchProgressDocument = new TypedDocumentString(`
    mutation SaveWatchProgress($recordingId: ID!, $positionSeconds: Float!, $slices: [Int!]!) {
  saveWatchProgress(
    recordingId: $recordingId
    positionSeconds: $positionSeconds
    slices: $slices
  ) {
    positionSeconds
    completed
  }
}
    `) as unknown as TypedDocumentString<SaveWatchProgressMutation, SaveWatchProgressMutationVariables>;
export const RetryReplayDocument = new TypedDocumentString(`
    mutation RetryReplay($id: ID!) {
  retryRecording(id: $id) {
    id
    state
    failure
  }
}
    `) as unknown as TypedDocumentString<RetryReplayMutation, RetryReplayMutationVariables>;
export const ClassDoorDocument = new TypedDocumentString(`
    query ClassDoor($id: ID!) {
  liveSession(id: $id) {
    id
    title
    state
    startsAt
    startedAt
    guestPolicy
    autoRecord
    recordPolicy
    recording {
      id
      state
    }
    viewerCanStart
    viewerCanJoin
    course {
      id
      slug
      title
      viewerCanEdit
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
-- CreateEnum
CREATE TYPE "record_policy" AS ENUM ('INSTRUCTOR', 'SPEAKERS', 'EVERYONE');

-- CreateEnum
CREATE TYPE "recording_state" AS ENUM ('RECORDING', 'SEALING', 'PLAYABLE', 'FAILED');

-- CreateEnum
CREATE TYPE "recording_visibility" AS ENUM ('COURSE', 'LINK', 'PUBLIC');

-- CreateEnum
CREATE TYPE "video_state" AS ENUM ('LOCAL', 'UPLOADING', 'PROCESSING', 'READY', 'FAILED');

-- CreateEnum
CREATE TYPE "edit_state" AS ENUM ('NONE', 'APPLYING', 'APPLIED', 'FAILED');

-- CreateEnum
CREATE TYPE "export_state" AS ENUM ('WAITING', 'RUNNING', 'READY', 'FAILED');

-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "room_event_type" ADD VALUE 'RECORDING_STARTED';
ALTER TYPE "room_event_type" ADD VALUE 'RECORDING_STOPPED';

-- AlterTable
ALTER TABLE "courses" ADD COLUMN     "retention_days" INTEGER;

-- AlterTable
ALTER TABLE "live_sessions" ADD COLUMN     "auto_record" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "record_policy" "record_policy" NOT NULL DEFAULT 'EVERYONE';

-- CreateTable
CREATE TABLE "recordings" (
    "id" UUID NOT NULL,
    "title" TEXT,
    "state" "recording_state" NOT NULL DEFAULT 'RECORDING',
    "failure" TEXT,
    "started_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "duration_ms" INTEGER,
    "sealed_at" TIMESTAMPTZ(3),
    "visibility" "recording_visibility" NOT NULL DEFAULT 'COURSE',
    "published" BOOLEAN NOT NULL DEFAULT true,
    "link_key" TEXT,
    "link_expires_at" TIMESTAMPTZ(3),
    "kept_until" TIMESTAMPTZ(3),
    "deleted_at" TIMESTAMPTZ(3),
    "chapters" JSONB,
    "edits" JSONB NOT NULL DEFAULT '{}',
    "edit_revision" INTEGER NOT NULL DEFAULT 0,
    "edit_state" "edit_state" NOT NULL DEFAULT 'NONE',
    "edit_percent" INTEGER NOT NULL DEFAULT 0,
    "edit_failure" TEXT,
    "shown_revision" INTEGER NOT NULL DEFAULT 0,
    "redacting" BOOLEAN NOT NULL DEFAULT false,
    "video_state" "video_state" NOT NULL DEFAULT 'LOCAL',
    "video_percent" INTEGER,
    "video_failure" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "recordings_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "recording_tracks" (
    "recording_id" UUID NOT NULL,
    "track" TEXT NOT NULL,
    "state" "video_state" NOT NULL DEFAULT 'LOCAL',
    "upload_id" TEXT,
    "upload_url" TEXT,
    "asset_id" TEXT,
    "playback_id" TEXT,
    "bytes" BIGINT NOT NULL DEFAULT 0,
    "bytes_sent" BIGINT NOT NULL DEFAULT 0,
    "failure" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "recording_tracks_pkey" PRIMARY KEY ("recording_id","track")
);

-- CreateTable
CREATE TABLE "video_events" (
    "id" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "video_events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "recording_captions" (
    "recording_id" UUID NOT NULL,
    "language" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "recording_captions_pkey" PRIMARY KEY ("recording_id","language")
);

-- CreateTable
CREATE TABLE "replay_questions" (
    "id" UUID NOT NULL,
    "recording_id" UUID NOT NULL,
    "author_id" UUID NOT NULL,
    "at_ms" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "replay_questions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "replay_answers" (
    "id" UUID NOT NULL,
    "question_id" UUID NOT NULL,
    "author_id" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "replay_answers_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "watch_progress" (
    "recording_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "position_ms" INTEGER NOT NULL DEFAULT 0,
    "slices" BYTEA NOT NULL,
    "watched_share" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "completed" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "watch_progress_pkey" PRIMARY KEY ("recording_id","user_id")
);

-- CreateTable
CREATE TABLE "heat_slices" (
    "recording_id" UUID NOT NULL,
    "slice" INTEGER NOT NULL,
    "unique" INTEGER NOT NULL DEFAULT 0,
    "views" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "heat_slices_pkey" PRIMARY KEY ("recording_id","slice")
);

-- CreateTable
CREATE TABLE "recording_exports" (
    "id" UUID NOT NULL,
    "recording_id" UUID NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 0,
    "state" "export_state" NOT NULL DEFAULT 'WAITING',
    "percent" INTEGER NOT NULL DEFAULT 0,
    "failure" TEXT,
    "bytes" BIGINT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "recording_exports_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "jobs" (
    "kind" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "version" INTEGER NOT NULL DEFAULT 1,
    "next_attempt_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "leased_until" TIMESTAMPTZ(3),
    "problem" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "jobs_pkey" PRIMARY KEY ("kind","key")
);

-- CreateIndex
CREATE INDEX "recordings_state_idx" ON "recordings"("state");

-- CreateIndex
CREATE INDEX "recordings_kept_until_idx" ON "recordings"("kept_until");

-- CreateIndex
CREATE UNIQUE INDEX "recording_tracks_upload_id_key" ON "recording_tracks"("upload_id");

-- CreateIndex
CREATE UNIQUE INDEX "recording_tracks_asset_id_key" ON "recording_tracks"("asset_id");

-- CreateIndex
CREATE INDEX "video_events_received_at_idx" ON "video_events"("received_at");

-- CreateIndex
CREATE INDEX "replay_questions_recording_id_at_ms_idx" ON "replay_questions"("recording_id", "at_ms");

-- CreateIndex
CREATE INDEX "replay_questions_author_id_idx" ON "replay_questions"("author_id");

-- CreateIndex
CREATE INDEX "replay_answers_question_id_idx" ON "replay_answers"("question_id");

-- CreateIndex
CREATE INDEX "replay_answers_author_id_idx" ON "replay_answers"("author_id");

-- CreateIndex
CREATE INDEX "watch_progress_user_id_updated_at_idx" ON "watch_progress"("user_id", "updated_at");

-- CreateIndex
CREATE INDEX "recording_exports_recording_id_idx" ON "recording_exports"("recording_id");

-- CreateIndex
CREATE INDEX "jobs_next_attempt_at_idx" ON "jobs"("next_attempt_at");

-- AddForeignKey
ALTER TABLE "recordings" ADD CONSTRAINT "recordings_id_fkey" FOREIGN KEY ("id") REFERENCES "live_sessions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recording_tracks" ADD CONSTRAINT "recording_tracks_recording_id_fkey" FOREIGN KEY ("recording_id") REFERENCES "recordings"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recording_captions" ADD CONSTRAINT "recording_captions_recording_id_fkey" FOREIGN KEY ("recording_id") REFERENCES "recordings"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "replay_questions" ADD CONSTRAINT "replay_questions_recording_id_fkey" FOREIGN KEY ("recording_id") REFERENCES "recordings"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "replay_questions" ADD CONSTRAINT "replay_questions_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "replay_answers" ADD CONSTRAINT "replay_answers_question_id_fkey" FOREIGN KEY ("question_id") REFERENCES "replay_questions"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "replay_answers" ADD CONSTRAINT "replay_answers_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "watch_progress" ADD CONSTRAINT "watch_progress_recording_id_fkey" FOREIGN KEY ("recording_id") REFERENCES "recordings"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "watch_progress" ADD CONSTRAINT "watch_progress_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "heat_slices" ADD CONSTRAINT "heat_slices_recording_id_fkey" FOREIGN KEY ("recording_id") REFERENCES "recordings"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recording_exports" ADD CONSTRAINT "recording_exports_recording_id_fkey" FOREIGN KEY ("recording_id") REFERENCES "recordings"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AlterTable
ALTER TABLE "recordings" ADD COLUMN     "thumbnails_revision" INTEGER,
ADD COLUMN     "video_revision" INTEGER;

-- AlterTable
ALTER TABLE "recording_tracks" ADD COLUMN     "captions" JSONB NOT NULL DEFAULT '{}';

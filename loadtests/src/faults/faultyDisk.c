/* Loaded before the C library (LD_PRELOAD): a disk that is slow or full, for one folder, as the control file says at each moment. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/statfs.h>
#include <sys/uio.h>
#include <unistd.h>

struct control {
  volatile int sync_ms; /* added to each fsync */
  volatile int full;    /* 1: statfs tells of no room; 2: writes fail as well */
};

static struct control *control;
static const char *folder;

__attribute__((constructor)) static void start(void) {
  const char *file = getenv("FAULTY_DISK_CONTROL");
  folder = getenv("FAULTY_DISK_FOLDER");
  int fd = file && folder ? open(file, O_RDONLY) : -1;
  if (fd < 0) return;
  void *page = mmap(NULL, sizeof *control, PROT_READ, MAP_SHARED, fd, 0);
  close(fd);
  if (page != MAP_FAILED) control = page;
}

static int is_ours(int fd) {
  char link[64], path[PATH_MAX];
  if (!control) return 0;
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length < 0) return 0;
  path[length] = 0;
  return strncmp(path, folder, strlen(folder)) == 0;
}

static void wait_for_disk(void) {
  for (int waited = 0; waited < control->sync_ms; waited += 10) usleep(10000);
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

#define SYNC(name) \
  int name(int fd) { \
    if (is_ours(fd)) wait_for_disk(); \
    return REAL(name)(fd); \
  }
SYNC(fsync)
SYNC(fdatasync)

int msync(void *address, size_t length, int flags) {
  if (control) wait_for_disk();
  return REAL(msync)(address, length, flags);
}

static int refused(int fd) {
  if (!control || control->full < 2 || !is_ours(fd)) return 0;
  errno = ENOSPC;
  return 1;
}

#define WRITE(name, declared, given) \
  ssize_t name declared { return refused(fd) ? -1 : REAL(name) given; }
WRITE(write, (int fd, const void *data, size_t size), (fd, data, size))
WRITE(pwrite, (int fd, const void *data, size_t size, off_t at), (fd, data, size, at))
WRITE(pwrite64, (int fd, const void *data, size_t size, off64_t at), (fd, data, size, at))
WRITE(writev, (int fd, const struct iovec *parts, int count), (fd, parts, count))
WRITE(pwritev, (int fd, const struct iovec *parts, int count, off_t at), (fd, parts, count, at))
WRITE(pwritev64, (int fd, const struct iovec *parts, int count, off64_t at), (fd, parts, count, at))

#define STATFS(name, type) \
  int name(const char *path, struct type *told) { \
    int result = REAL(name)(path, told); \
    if (result == 0 && control && control->full && strncmp(path, folder, strlen(folder)) == 0) \
      told->f_bavail = told->f_bfree = 0; \
    return result; \
  }
STATFS(statfs, statfs)
STATFS(statfs64, statfs64)

namespace EdgeGateway.Devices.Linux;

/// <summary>The error numbers that these drivers know a remedy for; include/uapi/asm-generic/errno.h.</summary>
internal enum Errno
{
    EPERM = 1,
    ENOENT = 2,
    EINTR = 4,
    EIO = 5,
    ENXIO = 6,
    EAGAIN = 11,
    ENOMEM = 12,
    EACCES = 13,
    EBUSY = 16,
    ENODEV = 19,
    EINVAL = 22,
    EMFILE = 24,
    ENOTTY = 25,
    EPIPE = 32,
    EBADFD = 77,
    EPROTONOSUPPORT = 93,
    EOPNOTSUPP = 95,
    EAFNOSUPPORT = 97,
    ENETDOWN = 100,
    ESHUTDOWN = 108,
    ETIMEDOUT = 110,
    EHOSTDOWN = 112,
    EALREADY = 114,
    EREMOTEIO = 121,
    ERFKILL = 132,
}

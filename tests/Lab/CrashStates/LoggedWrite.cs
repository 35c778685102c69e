namespace EdgeGateway.Tests.Lab.CrashStates;

/// <summary>One entry of the write log: a write that the disk had completed, or a flush.</summary>
/// <param name="At">The byte on the disk.</param>
/// <param name="Length">Bytes; 0 for a flush.</param>
/// <param name="LogOffset">Where its bytes stand in the log.</param>
/// <param name="IsFlush">Everything before it is durable.</param>
/// <param name="IsForced">Durable as soon as it is complete (FUA).</param>
internal readonly record struct LoggedWrite(long At, int Length, long LogOffset, bool IsFlush, bool IsForced);

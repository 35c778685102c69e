namespace EdgeGateway.Tests.Lab;

/// <summary>The experiment cannot be made on this machine; the message says what to install or who to be.</summary>
internal sealed class SkippedException(string why) : Exception(why);

namespace EdgeGateway.Sensing;

/// <summary>Where a <see cref="ScanSetup"/> is.</summary>
internal enum ScanSetupState
{
    Idle,

    /// <summary>For the answer to its command.</summary>
    Waiting,

    /// <summary>The controller has said that it scans.</summary>
    Scanning,

    /// <summary>The controller has refused.</summary>
    Failed,
}

namespace EdgeGateway.Sensing;

/// <summary>What can be wrong with an H4 packet.</summary>
public enum ReportFault : byte
{
    None,

    /// <summary>The first byte is not 04, or there is none.</summary>
    NotAnEvent,

    /// <summary>Fewer bytes than the event's length says.</summary>
    PacketTruncated,

    /// <summary>More bytes than the event's length says.</summary>
    PacketTooLong,

    /// <summary>An advertising report event that announces no report.</summary>
    NoReports,

    /// <summary>The event ends inside a report.</summary>
    ReportTruncated,

    /// <summary>Bytes behind the last report.</summary>
    BytesLeftOver,
}

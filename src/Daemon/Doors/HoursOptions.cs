namespace EdgeGateway.Daemon.Doors;

/// <summary>When the store is open: crossings outside are flagged, and at closing time nobody is inside any more. All empty: always open.</summary>
internal sealed record HoursOptions
{
    /// <summary>IANA name, for example <c>Europe/Berlin</c>; empty for the machine's own.</summary>
    public string TimeZone { get; init; } = "";

    /// <summary>For example <c>["09:00-13:00", "15:00-20:00"]</c>; an end that is not after its beginning is on the next day.</summary>
    public IReadOnlyList<string> Monday { get; init => field = value ?? []; } = [];

    public IReadOnlyList<string> Tuesday { get; init => field = value ?? []; } = [];

    public IReadOnlyList<string> Wednesday { get; init => field = value ?? []; } = [];

    public IReadOnlyList<string> Thursday { get; init => field = value ?? []; } = [];

    public IReadOnlyList<string> Friday { get; init => field = value ?? []; } = [];

    public IReadOnlyList<string> Saturday { get; init => field = value ?? []; } = [];

    public IReadOnlyList<string> Sunday { get; init => field = value ?? []; } = [];

    /// <summary>Days with other hours than their weekday's: holidays, long evenings, stocktaking.</summary>
    public IReadOnlyList<HoursException> Exceptions { get; init => field = value ?? []; } = [];

    /// <summary>Whoever goes out within this time after closing is a customer who leaves; then the store is empty.</summary>
    public TimeSpan LeaveWithin { get; init; } = TimeSpan.FromMinutes(15);

    internal bool AreConfigured => Week.Any(day => day.Spans.Count > 0) || Exceptions.Count > 0;

    internal IReadOnlyList<string> Of(DateOnly date) =>
        Exceptions.FirstOrDefault(one => one.Date == date)?.Open ?? Week.First(day => day.Day == date.DayOfWeek).Spans;

    private (DayOfWeek Day, string Key, IReadOnlyList<string> Spans)[] Week =>
    [
        (DayOfWeek.Monday, "monday", Monday), (DayOfWeek.Tuesday, "tuesday", Tuesday), (DayOfWeek.Wednesday, "wednesday", Wednesday),
        (DayOfWeek.Thursday, "thursday", Thursday), (DayOfWeek.Friday, "friday", Friday), (DayOfWeek.Saturday, "saturday", Saturday), (DayOfWeek.Sunday, "sunday", Sunday),
    ];

    public IEnumerable<string> Problems(string key)
    {
        if (TimeZone.Length > 0 && !TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out _))
        {
            yield return $"{key}.timeZone: \"{TimeZone}\" is not known to this machine; write an IANA name such as Europe/Berlin (`timedatectl list-timezones`; Debian package tzdata)";
        }

        if (LeaveWithin < TimeSpan.Zero || LeaveWithin > TimeSpan.FromHours(3))
        {
            yield return $"{key}.leaveWithin: {LeaveWithin} is outside 0 to 3 h; 00:15:00 lets the last customers out";
        }

        foreach (var problem in Week.SelectMany(day => DayHours.Problems($"{key}.{day.Key}", day.Spans))
            .Concat(Exceptions.SelectMany((one, i) => one.Problems($"{key}.exceptions[{i}]"))))
        {
            yield return problem;
        }

        foreach (var twice in Exceptions.GroupBy(one => one.Date).Where(group => group.Count() > 1))
        {
            yield return $"{key}.exceptions: {twice.Key:yyyy-MM-dd} stands there {twice.Count()} times; keep one";
        }
    }
}

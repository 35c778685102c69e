using EdgeGateway.Hub.Arrivals;
using EdgeGateway.Hub.Holes;
using EdgeGateway.Hub.Ingest;
using EdgeGateway.Hub.Retention;
using Microsoft.Extensions.Configuration;

namespace EdgeGateway.Hub.Configuration;

/// <summary>Reads <see cref="HubOptions"/> from file, environment and command line, in that order of precedence from low to high.</summary>
internal static class HubSettings
{
    public const string EnvironmentPrefix = "EDGEHUB__";

    /// <summary>The options, and every problem with them; the options are usable only when there is none.</summary>
    public static (HubOptions Options, IReadOnlyList<string> Problems) Read(HubArguments arguments)
    {
        var sources = new ConfigurationBuilder();
        try
        {
            if (arguments.ConfigFile is { } file)
            {
                sources.AddJsonFile(Path.GetFullPath(file), optional: false, reloadOnChange: false);
            }

            sources.AddEnvironmentVariables(EnvironmentPrefix).AddInMemoryCollection(arguments.Settings);
            return Read(sources.Build());
        }
        catch (Exception wrong) when (wrong is IOException or InvalidDataException or FormatException or UnauthorizedAccessException)
        {
            // The JSON reader's own exception, with line and position, is the inner one.
            return (new HubOptions(), [$"{arguments.ConfigFile}: {(wrong.InnerException ?? wrong).Message}"]);
        }
    }

    public static (HubOptions Options, IReadOnlyList<string> Problems) Read(IConfiguration configuration)
    {
        var reader = new SettingsReader(configuration);
        var secrets = new SecretFiles(reader);
        var defaults = new HubOptions();
        var options = new HubOptions
        {
            DataFolder = reader.Text("data", defaults.DataFolder),
            Http = ReadHttp(reader, secrets, defaults.Http),
            Broker = ReadBroker(reader, secrets, defaults.Broker),
            Ingest = ReadIngest(reader, defaults.Ingest),
            Holes = new HoleOptions
            {
                AskAfter = TimeSpan.FromSeconds(reader.Whole("holes.askAfterSeconds", (int)defaults.Holes.AskAfter.TotalSeconds)),
                RequestsPerHour = reader.Whole("holes.requestsPerHour", defaults.Holes.RequestsPerHour),
            },
            Arrivals = ReadArrivals(reader, defaults.Arrivals),
            Retention = ReadRetention(reader, defaults.Retention),
            Customers = new CustomersOptions
            {
                File = reader.Text("customers.file", ""),
                IdentifiersFile = reader.Text("customers.identifiersFile", ""),
                PseudonymKey = secrets.PseudonymKey("customers.pseudonymKey"),
                Samples = reader.Switch("customers.samples", false),
            },
        };
        reader.ReportUnknown();
        return (options, [.. reader.Problems, .. secrets.Problems, .. options.Problems()]);
    }

    private static HttpOptions ReadHttp(SettingsReader reader, SecretFiles secrets, HttpOptions defaults) => new()
    {
        Listen = reader.Text("http.listen", defaults.Listen),
        Token = secrets.Text("http.token"),
        Hosts = reader.Texts("http.hosts"),
        WatchersMax = reader.Whole("http.watchersMax", defaults.WatchersMax),
    };

    private static BrokerOptions ReadBroker(SettingsReader reader, SecretFiles secrets, BrokerOptions defaults) => new()
    {
        Uri = reader.Text("broker.uri", defaults.Uri),
        Listen = reader.Text("broker.listen", defaults.Listen),
        ClientId = reader.Text("broker.clientId", defaults.ClientId),
        UserName = reader.Text("broker.userName", ""),
        Password = secrets.Text("broker.password"),
        AuthorityFile = reader.Text("broker.authorityFile", ""),
        CertificateFile = reader.Text("broker.certificateFile", ""),
        CertificateKeyFile = reader.Text("broker.certificateKeyFile", ""),
        Users =
        [
            .. reader.Items("broker.users").Select(user => new BrokerUser
            {
                Name = reader.Text($"{user}.name", ""),
                Password = secrets.Text($"{user}.password"),
                PasswordHash = reader.Text($"{user}.passwordHash", ""),
                Store = reader.Text($"{user}.store", ""),
                Gateway = reader.Text($"{user}.gateway", ""),
                Observer = reader.Switch($"{user}.observer", false),
            }),
        ],
    };

    private static IngestOptions ReadIngest(SettingsReader reader, IngestOptions defaults) => new()
    {
        WaitingMax = reader.Whole("ingest.waitingMax", defaults.WaitingMax),
        GroupMax = reader.Whole("ingest.groupMax", defaults.GroupMax),
        AckInterval = TimeSpan.FromMilliseconds(reader.Whole("ingest.ackMilliseconds", (int)defaults.AckInterval.TotalMilliseconds)),
        BacklogRate = reader.Whole("ingest.backlogRate", defaults.BacklogRate),
        SharedGroup = reader.Text("ingest.sharedGroup", ""),
    };

    private static PlaceOptions ReadArrivals(SettingsReader reader, PlaceOptions defaults) => new()
    {
        MoveMarginDb = reader.Whole("arrivals.moveMarginDb", defaults.MoveMarginDb),
        MoveAfter = TimeSpan.FromSeconds(reader.Whole("arrivals.moveAfterSeconds", (int)defaults.MoveAfter.TotalSeconds)),
        Together = TimeSpan.FromSeconds(reader.Whole("arrivals.togetherSeconds", (int)defaults.Together.TotalSeconds)),
    };

    private static RetentionOptions ReadRetention(SettingsReader reader, RetentionOptions defaults) => new()
    {
        EventDays = reader.Whole("retention.eventDays", defaults.EventDays),
        VisitDays = reader.Whole("retention.visitDays", defaults.VisitDays),
        QuarantineDays = reader.Whole("retention.quarantineDays", defaults.QuarantineDays),
        PseudonymHours = reader.Whole("retention.pseudonymHours", defaults.PseudonymHours),
    };
}

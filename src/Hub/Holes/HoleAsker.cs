using System.Text.Json;
using EdgeGateway.Events;
using EdgeGateway.Hub.Ingest;
using EdgeGateway.Mqtt;
using Microsoft.Data.Sqlite;

namespace EdgeGateway.Hub.Holes;

/// <summary>Looks for holes now and then and publishes the requests. That one was asked is written down first: a hub that restarts does not begin anew.</summary>
internal sealed partial class HoleAsker(
    CompletenessLedger ledger, EventWriter writer, BrokerLink link, HoleOptions options, TimeProvider time, ILogger<HoleAsker> log) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    private readonly HolePlan _plan = new(options);

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            if (link.IsConnected)
            {
                await AskAsync(Due(), stopping);
            }

            await Task.Delay(LookEvery, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private IReadOnlyList<HoleQuestion> Due()
    {
        lock (ledger.Gate)
        {
            // A ledger that could not be read back has holes that are none.
            return ledger.IsStale ? [] : _plan.Due(ledger, time.GetUtcNow());
        }
    }

    private async Task AskAsync(IReadOnlyList<HoleQuestion> questions, CancellationToken stopping)
    {
        foreach (var question in questions)
        {
            var (store, gateway) = (question.Gateway.Store, question.Gateway.Name);
            try
            {
                if (!writer.Ask(question.Gateway, question.Epoch, question.Ranges, time.GetUtcNow()))
                {
                    // A commit failed since the question was made; the next round asks by what is on the disk.
                    continue;
                }

                var reason = await link.PublishAsync(Request(store, gateway, question), stopping);
                LogAsked(store, gateway, question.Count, question.First, reason);
            }
            catch (Exception wrong) when (wrong is SqliteException or IOException or OperationCanceledException)
            {
                // The next round asks again when its time has come.
                LogNotAsked(store, gateway, wrong.Message);
            }
        }
    }

    private static MqttMessage Request(string store, string gateway, HoleQuestion question) => new()
    {
        Topic = Topics.Command(store, gateway, ResendRequest.Command),
        Payload = JsonSerializer.SerializeToUtf8Bytes(new ResendRequest(question.Epoch.Epoch, question.Ranges), EventJsonContext.Default.ResendRequest),
        Qos = QualityOfService.AtLeastOnce,
        Expiry = TimeSpan.FromMinutes(1),
        ResponseTopic = Topics.Answer(store, gateway, ResendRequest.Command),
    };

    [LoggerMessage(Level = LogLevel.Information, Message = "Asked {Store}/{Gateway} again for {Count} missing events from number {First} on; the broker answered {Reason}.")]
    private partial void LogAsked(string store, string gateway, long count, long first, ReasonCode reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Could not ask {Store}/{Gateway} for missing events: {Problem}. It is tried again later.")]
    private partial void LogNotAsked(string store, string gateway, string problem);
}

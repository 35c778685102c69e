using System.Threading.Channels;
using EdgeGateway.Events;
using EdgeGateway.Mqtt;

namespace EdgeGateway.Uplink;

/// <content>What the hub asks for.</content>
internal sealed partial class UplinkSession
{
    private readonly Channel<UplinkCommand> commands =
        Channel.CreateBounded<UplinkCommand>(new BoundedChannelOptions(UplinkCommand.WaitingMax) { FullMode = BoundedChannelFullMode.DropWrite });

    private string CommandTopic => Topics.Command(options.Store, options.Gateway, ResendRequest.Command);

    private string AnswerTopic => Topics.Answer(options.Store, options.Gateway, ResendRequest.Command);

    // A broker whose access list does not know of commands yet is good enough for everything else.
    private async Task ListenForCommandsAsync(IMqttClient client, CancellationToken stopping)
    {
        var granted = await client.SubscribeAsync(CommandTopic, QualityOfService.AtLeastOnce, stopping);
        if (granted >= ReasonCode.UnspecifiedError)
        {
            say(new UplinkEvent(
                UplinkEventKind.Disagreement, $"The broker refuses the subscription to {CommandTopic} ({granted}): the hub cannot ask for events again."));
        }
    }

    private async Task AnswerCommandsAsync(IMqttClient client, CancellationToken stopping)
    {
        while (commands.Reader.TryRead(out var command))
        {
            ResendAnswer answer;
            lock (gate)
            {
                answer = state.Resend(command.Payload);
            }

            if (command.ResponseTopic is null)
            {
                continue;
            }

            if (command.ResponseTopic != AnswerTopic)
            {
                say(new UplinkEvent(UplinkEventKind.Disagreement, $"Somebody wants an answer elsewhere than on {AnswerTopic}: there is none."));
                continue;
            }

            await client.PublishAsync(
                new MqttMessage
                {
                    Topic = AnswerTopic,
                    Payload = ResendJson.Write(answer),
                    CorrelationData = command.CorrelationData,
                    ContentType = "application/json",
                },
                stopping);
        }
    }
}

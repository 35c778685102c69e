namespace EdgeGateway.Tests.Simulation;

/// <content>What goes wrong, how often, and for how long.</content>
internal sealed partial class SimulatedWorld
{
    private readonly bool hasClockTrouble;
    private readonly bool isRestored;
    private bool isTroubled;
    private TimeSpan hubBackAt;
    private TimeSpan brokerBackAt;
    private TimeSpan brokerBusyUntil;
    private TimeSpan diskWellAt;

    private void MakeTrouble()
    {
        isTroubled = true;
        TroubleTheLink();
        TroubleTheGateway();
        TroubleTheHub();
    }

    private void EndTrouble()
    {
        (isTroubled, hubBackAt, brokerBackAt, diskWellAt, brokerBusyUntil) = (false, Time.Elapsed, Time.Elapsed, Time.Elapsed, Time.Elapsed);
        Gateway.Disk.FailAfterCommit = 0;
    }

    private void Recover()
    {
        if (Time.Elapsed >= diskWellAt)
        {
            Gateway.Disk.IsFull = false;
        }

        if (!Broker.IsUp && Time.Elapsed >= brokerBackAt)
        {
            Broker.Start();
        }
    }

    private void TroubleTheLink()
    {
        if (Happens(400))
        {
            Trace.Note('l');
            Disconnect();
        }

        if (Happens(4000))
        {
            Trace.Note('b');
            Broker.Kill();
            Disconnect();
            hubUnacknowledged.Clear();
            (brokerBackAt, retained, birth) = (Time.Elapsed + Seconds(5), null, null);
        }

        if (Happens(4000))
        {
            brokerBusyUntil = Time.Elapsed + Seconds(3);
        }

        if (Happens(6000))
        {
            // The session is gone and the connection with it: an operator, or the session's expiry.
            Broker.GatewayHasSession = false;
            Disconnect();
        }
    }

    private void TroubleTheGateway()
    {
        if (Happens(1500))
        {
            Trace.Note('g');
            Disconnect();
            if (hasClockTrouble)
            {
                Gateway.Clock.Boot(TimeSpan.FromSeconds(20));
            }

            Gateway.Start();
        }

        if (hasClockTrouble && Happens(3000))
        {
            Gateway.Clock.Jump(TimeSpan.FromSeconds(10));
        }

        if (Happens(3000))
        {
            (Gateway.Disk.IsFull, diskWellAt) = (true, Time.Elapsed + Seconds(12));
        }

        if (Happens(20_000))
        {
            Trace.Note('d');
            Gateway.Disk.IsDamaged = true;
        }
    }

    private void TroubleTheHub()
    {
        if (isRestored && Happens(2000))
        {
            Hub.Copy();
        }

        if (Happens(1500) && Broker.HubIsConnected)
        {
            Trace.Note('h');
            Hub.Crash();
            Broker.DisconnectHub();
            Broker.GiveBack(hubUnacknowledged);
            hubUnacknowledged.Clear();
            hubBackAt = Time.Elapsed + Seconds(10);
            if (isRestored && random.Next(3) == 0)
            {
                Hub.Restore();
            }
        }

        if (Happens(8000) && Broker.HubIsConnected)
        {
            Hub.Crash();
            Broker.ForgetHub();
            hubUnacknowledged.Clear();
            hubBackAt = Time.Elapsed + Seconds(5);
        }
    }
}

namespace EdgeGateway.Daemon.Doors;

/// <summary>Where the desk puts its latest page out, for readers on any thread.</summary>
internal sealed class DoorBoard
{
    private volatile DoorPage page = DoorPage.Empty;

    public DoorPage Page
    {
        get => page;
        set => page = value;
    }
}

using EdgeGateway.Daemon.Doors;
using EdgeGateway.Visits;

namespace EdgeGateway.Tests.Unit.Daemon.Doors;

public sealed class DoorFileTests : IDisposable
{
    private const string Front = """{"door":"front","in":3,"out":1,"uTurns":0,"staffIn":0,"staffOut":0,"closedIn":0,"closedOut":0,"blindSeconds":0,"coveredSeconds":900}""";

    private readonly string path = Path.GetTempFileName();

    [Fact]
    public void WhatWasSavedIsThereAgain()
    {
        var day = new DoorDay(new DateOnly(2026, 11, 30), [DoorSums.None("front") with { In = 3 }], 2, false);
        Assert.Empty(new DoorFile(path).Save(new DoorMemory(day, [])));
        Assert.Equal(3, Assert.Single(new DoorFile(path).Load(out _).Today.Doors).In);
    }

    [Theory]
    [InlineData($$"""{"today":{"date":null,"doors":[{{Front}}],"occupancy":2,"isEmptied":false},"closed":[]}""", "")]
    [InlineData($$"""{"today":{"date":null,"doors":[{{Front}},{{Front}}],"occupancy":2,"isEmptied":false},"closed":[]}""", "is not what this software writes")]
    [InlineData("""{"today":{"date":null,"doors":[null],"occupancy":2,"isEmptied":false},"closed":[]}""", "is not what this software writes")]
    [InlineData("""{"today":{"date":null,"doors":[],"occupancy":-2,"isEmptied":false},"closed":[]}""", "is not what this software writes")]
    [InlineData("""{"today":{"date":null,"doors":[],"occupancy":0,"isEmptied":false},"closed":[null]}""", "is not what this software writes")]
    [InlineData("""{"today":null,"closed":[]}""", "cannot be used")]
    [InlineData("", "cannot be used")]
    public void WhatAHandHasSpoiltBeginsAnewWithASentence(string json, string sentence)
    {
        File.WriteAllText(path, json);
        var memory = new DoorFile(path).Load(out var problem);
        Assert.Contains(sentence, problem, StringComparison.Ordinal);
        Assert.Equal(sentence.Length == 0 ? 1 : 0, memory.Today.Doors.Count);
    }

    public void Dispose() => File.Delete(path);
}

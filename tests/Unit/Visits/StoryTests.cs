namespace EdgeGateway.Tests.Unit.Visits;

public class StoryTests
{
    public static TheoryData<string> Stories => [.. Story.Names];

    [Theory]
    [MemberData(nameof(Stories))]
    public void ComesOutAsTold(string name)
    {
        var story = Story.Read(name);

        var told = story.Play().Select(HappeningText.Of).ToList();

        Assert.True(
            story.Expected.SequenceEqual(told),
            $"{name} expects\n{string.Join('\n', story.Expected)}\n\nbut this happened\n{string.Join('\n', told)}");
    }
}

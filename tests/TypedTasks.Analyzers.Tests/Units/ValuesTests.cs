using TypedTasks.Analyzers.Shape;

namespace TypedTasks.Analyzers.Tests.Units;

/// <summary>The last value that is accepted and the first that is not, on each side.</summary>
public class ValuesTests
{
    private const string Letters = "and a queue name is made of letters, digits, '.', '-', '_' and '/'";

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(1000, true)]
    [InlineData(1001, false)]
    public void Retries(int retries, bool isAccepted) =>
        Assert.Equal(isAccepted ? null : "is not from 0 to 1,000", Values.Retries(retries));

    [Theory]
    [InlineData("1/s", true)]
    [InlineData("9/s", true)]
    [InlineData("10/m", true)]
    [InlineData("100/h", true)]
    [InlineData("2147483647/d", true)]
    [InlineData("2147483648/d", false)]
    [InlineData("0/s", false)]
    [InlineData("-1/s", false)]
    [InlineData("/s", false)]
    [InlineData("10", false)]
    [InlineData("10/", false)]
    [InlineData("10/w", false)]
    [InlineData("10/ss", false)]
    [InlineData("10 /s", false)]
    [InlineData("1:/s", false)]
    [InlineData("", false)]
    public void RateLimits(string limit, bool isAccepted) =>
        Assert.Equal(isAccepted ? null : "is not a rate limit such as 10/s, 100/m, 5000/h or 20000/d", Values.RateLimit(limit));

    [Theory]
    [InlineData("", "is blank")]
    [InlineData("  ", "is blank")]
    [InlineData("a", null)]
    [InlineData("aZ/z.A-0_9", null)]
    [InlineData("09", null)]
    [InlineData("a\tb", "has a tab in it, " + Letters)]
    [InlineData("a\rb", "has a line break in it, " + Letters)]
    [InlineData("a\nb", "has a line break in it, " + Letters)]
    [InlineData("a b", "has a space in it, " + Letters)]
    [InlineData("a@b", "has '@' in it, " + Letters)]
    [InlineData("a[b", "has '[' in it, " + Letters)]
    [InlineData("a`b", "has '`' in it, " + Letters)]
    [InlineData("a{b", "has '{' in it, " + Letters)]
    [InlineData("a:b", "has ':' in it, " + Letters)]
    [InlineData("a,b", "has ',' in it, " + Letters)]
    [InlineData("-a", "does not begin and end with a letter or a digit")]
    [InlineData("a-", "does not begin and end with a letter or a digit")]
    [InlineData("/a/", "does not begin and end with a letter or a digit")]
    public void Queues(string queue, string? problem) => Assert.Equal(problem, Values.Queue(queue));

    [Theory]
    [InlineData("photos.resize", null)]
    [InlineData("größe:/\"#", null)]
    [InlineData(" ", "is blank, so the default name is used; leave it out or give one")]
    [InlineData("a b", "has a space in it, which people would miss when they type the name")]
    [InlineData("a\u0001", "has '\u0001' in it, which people would miss when they type the name")]
    [InlineData("a\tb", "has a tab in it, which people would miss when they type the name")]
    public void Names(string name, string? problem) => Assert.Equal(problem, Values.TaskName(name));

    [Theory]
    [InlineData("a", true)]
    [InlineData("aZ-0_9", true)]
    [InlineData("-", true)]
    [InlineData("", false)]
    [InlineData("a.b", false)]
    [InlineData("a b", false)]
    public void FlowIds(string id, bool isAccepted) =>
        Assert.Equal(isAccepted ? null : "is not 1 to 64 letters, digits, hyphens or underscores", Values.FlowId(id));

    [Fact]
    public void Lengths()
    {
        Assert.Null(Values.Queue(new string('a', 260)));
        Assert.Equal("is longer than 260 characters", Values.Queue(new string('a', 261)));
        Assert.Null(Values.TaskName(new string('a', 200)));
        Assert.Equal("is longer than 200 characters", Values.TaskName(new string('a', 201)));
        Assert.Null(Values.FlowId(new string('a', 64)));
        Assert.NotNull(Values.FlowId(new string('a', 65)));
    }
}

using TypedTasks.Analyzers.Shape;
using TypedTasks.Analyzers.Tests.Harness;

namespace TypedTasks.Analyzers.Tests.Shape;

public class TaskValueTests
{
    [Theory]
    [InlineData("Task([|\"\"|])", "The name of task 'Do' is blank, so the default name is used; leave it out or give one")]
    [InlineData("Task([|\"photos resize\"|])", "The name of task 'Do' has a space in it, which people would miss when they type the name")]
    [InlineData("Task([|\"photos.resize\\n\"|])", "The name of task 'Do' has a line break in it, which people would miss when they type the name")]
    [InlineData("Task(Queue = [|\" \"|])", "The queue of task 'Do' is blank")]
    [InlineData("Task(Queue = [|\"my queue\"|])", "The queue of task 'Do' has a space in it, and a queue name is made of letters, digits, '.', '-', '_' and '/'")]
    [InlineData("Task(Queue = [|\"cpu$\"|])", "The queue of task 'Do' has '$' in it, and a queue name is made of letters, digits, '.', '-', '_' and '/'")]
    [InlineData("Task(Queue = [|\"-cpu\"|])", "The queue of task 'Do' does not begin and end with a letter or a digit")]
    [InlineData("Task(MaxRetries = [|-2|])", "MaxRetries of task 'Do' is not from 0 to 1,000")]
    [InlineData("Task(MaxRetries = [|1001|])", "MaxRetries of task 'Do' is not from 0 to 1,000")]
    [InlineData("Task(\"a.b\", Queue = \"q\", MaxRetries = [|5000|])", "MaxRetries of task 'Do' is not from 0 to 1,000")]
    [InlineData("Task(RateLimit = [|\"fast\"|])", "RateLimit of task 'Do' is not a rate limit such as 10/s, 100/m, 5000/h or 20000/d")]
    [InlineData("Task(RateLimit = [|\"0/s\"|])", "RateLimit of task 'Do' is not a rate limit such as 10/s, 100/m, 5000/h or 20000/d")]
    [InlineData("Task(RateLimit = [|\"10/y\"|])", "RateLimit of task 'Do' is not a rate limit such as 10/s, 100/m, 5000/h or 20000/d")]
    [InlineData("Task(Aliases = [|[\"a b\"]|])", "Aliases of task 'Do' hold 'a b', which has a space in it, which people would miss when they type the name")]
    [InlineData("Task(Aliases = [|new[] { \"a\", \" \" }|])", "Aliases of task 'Do' hold ' ', which is blank")]
    [InlineData("Task(Aliases = [|[\"c.do\"]|])", "Aliases of task 'Do' hold 'c.do', which is its name already")]
    [InlineData("Task(Aliases = [|[\"a\", \"b\", \"a\"]|])", "Aliases of task 'Do' hold 'a' twice")]
    [InlineData("Task(MaxConcurrency = [|-1|])", "MaxConcurrency of task 'Do' is less than 0")]
    public async Task Fires(string attribute, string message) =>
        Assert.Equal([message], await Check.Reports<TaskValueAnalyzer>($"static partial class C {{ [{attribute}] public static void Do() {{ }} }}"));

    [Fact]
    public async Task FiresOnWhatIsTooLong()
    {
        var queue = new string('q', 261);
        var name = new string('n', 201);
        Assert.Equal(
            ["The name of task 'Do' is longer than 200 characters", "The queue of task 'Do' is longer than 260 characters"],
            await Check.Reports<TaskValueAnalyzer>($"static partial class C {{ [Task([|\"{name}\"|], Queue = [|\"{queue}\"|])] public static void Do() {{ }} }}"));
    }

    [Theory]
    [InlineData("Task")]
    [InlineData("Task(null)")]
    [InlineData("Task(\"photos.resize\", Queue = \"team/photos.v2_cpu-heavy\", MaxRetries = 1000)")]
    [InlineData("Task(MaxRetries = 0)")]
    [InlineData("Task(\"c.new\", Aliases = [\"c.do\", \"old.name\"])")]
    [InlineData("Task(Aliases = null!)")]
    [InlineData("Task(MaxRetries = -1)")]
    [InlineData("Task(Queue = null, RateLimit = \"100/m\", MaxConcurrency = 5)")]
    public Task IsSilent(string attribute) => Check.Silent<TaskValueAnalyzer>($"static partial class C {{ [{attribute}] public static void Do() {{ }} }}");
}

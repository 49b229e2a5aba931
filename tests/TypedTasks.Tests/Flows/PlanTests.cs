using System.Text;
using TypedTasks.Plans;
using TypedTasks.Serialization;
using static TypedTasks.Tests.Letters.Tasks;

namespace TypedTasks.Tests.Flows;

public sealed class PlanTests
{
    [Fact]
    public void A_plan_reads_as_it_was_written()
    {
        var flow = Group.Of(
            A(1).WithRetry(p => (p with { MaxRetries = 7, Delay = TimeSpan.FromSeconds(2) }).RetryOn<FormatException>()) | (B(), C()) | D(),
            A(2).WithDelay(TimeSpan.FromMilliseconds(1500)).WithTimeout(TimeSpan.FromMinutes(1)).OnQueue("x") | C())
            | Signature.Pass<IReadOnlyList<string>>();
        var json = Write(flow);
        var read = PlanReader.Read(Encoding.UTF8.GetBytes(json));
        Assert.Equal(json, Encoding.UTF8.GetString(PlanWriter.Write(read, TaskJson.Create([]))));
        var retry = read.Children[0].Children[0].Children[0].Options!.Retry!;
        Assert.Equal(7, retry.MaxRetries);
        Assert.Equal(TimeSpan.FromSeconds(2), retry.Delay);
        Assert.Equal<string>(["System.FormatException"], [.. retry.Retried]);
    }

    [Fact]
    public void The_wire_form_is_the_documented_one() => Assert.Equal(
        """{"s":[{"t":"letters.a","a":{"seed":1}},{"p":[{"t":"letters.b","m":1,"a":{}},{"t":"letters.c","q":"cpu","m":1,"a":{}}]},{"t":"letters.d","m":2,"a":{}}]}""",
        Write(A(1) | (B(), C()) | D()));

    [Fact]
    public void A_priority_is_a_queue_beside_the_one_that_is_named() => Assert.Equal(
        """{"s":[{"t":"letters.a","q":"typedtasks-low","a":{"seed":1}},{"p":[{"t":"letters.b","m":1,"a":{}},{"t":"letters.c","q":"cpu-high","m":1,"a":{}}]},{"t":"letters.d","q":"x-low","m":2,"a":{}}]}""",
        Write((A(1) | (B().WithPriority(TaskPriority.Normal), C().WithPriority(TaskPriority.High)) | D().OnQueue("x")).WithPriority(TaskPriority.Low)));

    [Fact]
    public void Headers_are_written_in_the_order_of_their_names_and_read_again()
    {
        var json = Write(A(1).WithHeader("b", "2").WithHeader("A", "\"1\"").WithHeader("a", "3") | B());
        Assert.Equal("""{"s":[{"t":"letters.a","a":{"seed":1},"headers":{"A":"\u00221\u0022","a":"3","b":"2"}},{"t":"letters.b","m":1,"a":{}}]}""", json);
        var read = PlanReader.Read(Encoding.UTF8.GetBytes(json));
        Assert.Equal(json, Encoding.UTF8.GetString(PlanWriter.Write(read, TaskJson.Create([]))));
    }

    /// <summary>A worker of before it reads a sequence of one, whose paths are the same, and lets the failure climb as it did.</summary>
    [Fact]
    public void What_absorbs_failures_is_written_as_a_sequence_of_one()
    {
        var minute = TimeSpan.FromMinutes(1);
        Assert.Equal(
            """{"s":[{"x":{"g":[{"t":"letters.a","a":{"seed":1}}],"settled":true},"within":60000}],"absorbs":true}""",
            Write(Group.Of(A(1)).WithTimeout(minute).Settled()));
        Assert.Equal(
            """{"s":[{"s":[{"t":"letters.a","a":{"seed":1}},{"p":[{"t":"letters.b","m":1,"a":{}},{"t":"letters.c","q":"cpu","m":1,"a":{}}],"settled":true}]}],"absorbs":true}""",
            Write((A(1) | (B(), C())).Settled()));
        Assert.Equal(
            """{"x":{"g":[{"t":"letters.a","a":{"seed":1}}],"settled":true},"within":60000}""",
            Write(Group.Of(A(1)).Settled().WithTimeout(minute)));
        Assert.Equal("""{"g":[{"t":"letters.a","q":"x","a":{"seed":1}}],"settled":true}""", Write(Group.Of(A(1)).OnQueue("x").Settled()));
        var json = Write((List(3) | B().Each()).WithTimeout(minute).Settled());
        Assert.Equal(json, Encoding.UTF8.GetString(PlanWriter.Write(PlanReader.Read(Encoding.UTF8.GetBytes(json)), TaskJson.Create([]))));
    }

    [Theory]
    [InlineData("""{"s":[{"t":"x"}],"absorbs":true}""")]
    [InlineData("""{"s":[{"g":[{"t":"x"}]}],"absorbs":true}""")]
    [InlineData("""{"s":[{"t":"x"},{"g":[{"t":"x"}],"settled":true}],"absorbs":true}""")]
    [InlineData("{}")]
    [InlineData("""{"t":""}""")]
    [InlineData("""{"t":"x","a":1}""")]
    [InlineData("""{"s":[]}""")]
    [InlineData("""{"t":"x","retry":{"max":5000}}""")]
    [InlineData("not json")]
    public void What_is_no_plan_is_refused(string json) =>
        Assert.Throws<FlowFormatException>(() => PlanReader.Read(Encoding.UTF8.GetBytes(json)));

    private static string Write(ISignature signature) =>
        Encoding.UTF8.GetString(PlanWriter.Write(PlanCompiler.Compile(signature.Node), TaskJson.Create([])));
}

using System.Text;
using TypedTasks.Paths;
using TypedTasks.Plans;
using TypedTasks.Storage;
using TypedTasks.Transport;
using TypedTasks.Wire;

namespace TypedTasks.Tests.Flows;

public sealed class EnvelopeTests
{
    private static readonly byte[] Plan = """{"e":{"e":{"s":[{"t":"x","m":1,"a":{}},{"t":"y","a":{}}]}}}"""u8.ToArray();

    [Theory]
    [InlineData(true, false, 0, MessageKind.Step)]
    [InlineData(false, true, 3, MessageKind.Step)]
    [InlineData(true, true, 0, MessageKind.FanOut)]
    [InlineData(true, true, 0, MessageKind.Limit)]
    internal void A_body_reads_as_it_was_written(bool inline, bool stored, int attempt, MessageKind kind)
    {
        var flow = new Flow(new FlowKey("f-1", 2), stored, PlanReference.Read(Plan, inline), null);
        var place = new Place(flow, StepPath.Parse("5.7.0"), [9, 8]);
        var cursor = kind == MessageKind.FanOut ? 90 : 0;
        var body = EnvelopeWriter.Write(place, new() { Key = flow.Key, Attempt = attempt, Kind = kind, Cursor = cursor, Input = FlowValue.Inline("[1, {\"a\":null}]"u8.ToArray()) });
        var read = EnvelopeReader.Read(Message(body));

        Assert.Equal(flow.Key, read.Key);
        Assert.Equal(stored, read.Stored);
        Assert.Equal(inline ? Encoding.UTF8.GetString(Plan) : "", Encoding.UTF8.GetString(read.Plan.Span));
        Assert.Equal(inline ? null : flow.Plan.Hash, read.PlanHash);
        Assert.Equal("5.7.0", read.Path.Text);
        Assert.Equal((attempt, kind, cursor), (read.Attempt, read.Kind, read.Cursor));
        Assert.Equal<int>([9, 8], [.. read.Sizes]);
        Assert.Equal("[1, {\"a\":null}]", Encoding.UTF8.GetString(read.Input.Json.Span));
    }

    [Fact]
    public void References_travel_instead_of_large_values()
    {
        var flow = new Flow(new FlowKey("f", 0), true, PlanReference.Read(Plan, true), null);
        var place = new Place(flow, StepPath.Parse("0.0.0"), [1, 1]);
        var joined = EnvelopeReader.Read(Message(EnvelopeWriter.Write(place, new() { Key = flow.Key, Input = FlowValue.Joined("0.1", 1000) }))).Input;
        Assert.Equal((ValueKind.Joined, "0.1", 1000), (joined.Kind, joined.Path, joined.Count));
        var stored = EnvelopeReader.Read(Message(EnvelopeWriter.Write(place, new() { Key = flow.Key, Input = FlowValue.Stored("0.1") }))).Input;
        Assert.Equal((ValueKind.Stored, "0.1"), (stored.Kind, stored.Path));
    }

    [Fact]
    public void Message_ids_name_what_is_asked_for_and_stay_within_the_limit()
    {
        Assert.Equal("f/0.1/2", MessageIds.Step(new FlowKey("f", 0), StepPath.Parse("0.1"), 2));
        Assert.Equal("f:3/0.1/f90/0", MessageIds.FanOut(new FlowKey("f", 3), StepPath.Parse("0.1"), 90));
        var deep = StepPath.Parse(string.Join('.', Enumerable.Repeat("123456", 30)));
        var id = MessageIds.Step(new FlowKey(new string('x', 64), 0), deep, 0);
        Assert.Equal(64, id.Length);
        Assert.NotEqual(id, MessageIds.Step(new FlowKey(new string('x', 64), 0), deep, 1));
    }

    private static TaskMessage Message(byte[] body) =>
        new() { Id = "m", Queue = "q", FlowId = "", Subject = "", Step = "", Body = body };
}

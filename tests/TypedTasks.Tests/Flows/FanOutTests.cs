using System.Collections.Immutable;
using TypedTasks.Engine;
using TypedTasks.Plans;
using TypedTasks.Storage;
using TypedTasks.Wire;

namespace TypedTasks.Tests.Flows;

public sealed class FanOutTests
{
    private static readonly DateTimeOffset Now = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(90, 1)]
    [InlineData(91, 2)]
    [InlineData(250, 3)]
    public void A_large_join_starts_by_instalments_that_fit_a_transaction(int members, int instalments)
    {
        var (place, node) = Group(members);
        var started = new HashSet<string>();
        var cursor = 0;
        var rounds = 0;
        while (true)
        {
            var effects = FlowEngine.Continue(place, node, Input(2), Elements.Shared(members, Input(2)), cursor, null, Now);
            rounds++;
            Assert.InRange(effects.Sends.Count, 1, 91);
            started.UnionWith(effects.Sends.Where(m => m.Subject == "x").Select(m => m.Step));
            if (effects.Sends.FirstOrDefault(m => m.Subject == Messages.FanOutSubject) is not { } next)
                break;
            cursor = EnvelopeReader.Read(next).Cursor;
        }

        Assert.Equal(instalments, rounds);
        Assert.Equal(members, started.Count);
    }

    [Fact]
    public void Large_inputs_make_smaller_instalments()
    {
        var (place, node) = Group(50);
        var effects = FlowEngine.Continue(place, node, Input(20_000), Elements.Shared(50, Input(20_000)), 0, null, Now);
        Assert.InRange(effects.Sends.Sum(m => m.Body.Length), 100_000, 230_000);
        Assert.Equal(Messages.FanOutSubject, effects.Sends[^1].Subject);
    }

    [Fact]
    public void A_small_join_starts_without_a_message_of_its_own()
    {
        var (place, node) = Group(3);
        var effects = FlowEngine.Start(place, node, Input(2), Now);
        Assert.Equal(["0", "1", "2"], effects.Sends.Select(m => m.Step));
    }

    private static FlowValue Input(int bytes) => FlowValue.Inline(new byte[bytes].Select(_ => (byte)'1').ToArray());

    private static (Place Place, PlanNode Node) Group(int members)
    {
        var node = new GroupNode(Enumerable.Range(0, members).Select(_ => PlanNode.Of(new("x", null, 1, RawArguments.None))).ToImmutableArray());
        var plan = new PlanReference(node, "{}"u8.ToArray(), inline: false);
        return (Place.Root(new Flow(new FlowKey("f", 0), true, plan, null)), node);
    }
}

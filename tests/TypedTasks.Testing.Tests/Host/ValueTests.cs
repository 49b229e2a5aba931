using static TypedTasks.Testing.Tests.Work.Tasks;

namespace TypedTasks.Testing.Tests;

/// <summary>Flows that begin with a value: what takes it gets it as an argument.</summary>
public sealed class ValueTests
{
    [Fact]
    public async Task A_value_is_an_argument_of_the_first_step()
    {
        await using var host = await Hosts.StartAsync();
        Assert.Equal(20, await host.RunAsync(Signature.Value(5) | Double() | Double(), Hosts.Deadline));
        Assert.Equal(["""{"value":5}""", "{}"], host.RunsOf(Double()).Select(static r => r.Arguments));
        Assert.Equal(2, host.Steps.Count);
    }

    [Fact]
    public async Task A_tuple_is_several()
    {
        await using var host = await Hosts.StartAsync();
        Assert.Equal(7, await host.RunAsync(Signature.Value((3, 4)) | Add(), Hosts.Deadline));
        Assert.Equal("""{"left":3,"right":4}""", Assert.Single(host.RunsOf(Add())).Arguments);
    }

    [Fact]
    public async Task Arguments_that_are_given_stay()
    {
        await using var host = await Hosts.StartAsync();
        Assert.Equal(12, await host.RunAsync(Signature.Value(2) | Add(right: 10), Hosts.Deadline));
        Assert.Equal("""{"left":2,"right":10}""", Assert.Single(host.RunsOf(Add())).Arguments);
    }

    [Fact]
    public async Task Each_member_gets_it()
    {
        await using var host = await Hosts.StartAsync();
        Assert.Equal<IReadOnlyList<int>>([6, 4, 3], await host.RunAsync(Signature.Value(3) | Group.Of(Double(), Add(right: 1), Signature.Pass<int>()), Hosts.Deadline));
        Assert.Equal((6, "xxx"), await host.RunAsync(Signature.Value(3) | (Double(), Large()), Hosts.Deadline));
        Assert.Equal(24, await host.RunAsync(Signature.Value(3) | ((Double() | Double(), Signature.Pass<int>() | Add(right: 9)).Join() | Add()), Hosts.Deadline));
        Assert.All(host.Steps, static s => Assert.DoesNotContain("\"in\"", s.Arguments, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_encloses_the_step_changes_nothing()
    {
        await using var host = await Hosts.StartAsync();
        host.Faults().Fail(1, times: 9);
        Assert.Equal(8, await host.RunAsync(Signature.Value(4) | Double().OnSuccess(Number()).CompensateWith(Number()), Hosts.Deadline));
        Assert.Equal(70, await host.RunAsync(Signature.Value(1) | (Risky() | Double()).Recover(Number(70)), Hosts.Deadline));
        Assert.Equal("System.InvalidOperationException", (await host.RunAsync(Signature.Value(1) | Risky().Settled(), Hosts.Deadline)).Failure!.Type);
        Assert.Equal(4, await host.RunAsync((Signature.Value(4) | WaitOrStop(duration: TimeSpan.FromHours(1))).WithTimeout(TimeSpan.FromHours(2)), Hosts.Deadline));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(3, 1)]
    [InlineData(3, 2)]
    [InlineData(500, int.MaxValue)]
    public async Task Elements_arrive_as_they_do_from_a_step(int count, int maxParallelism)
    {
        await using var host = await Hosts.StartAsync();
        var numbers = Enumerable.Range(0, count).ToArray();
        Assert.Equal(numbers.Sum() * 2, await host.RunAsync(Signature.Value(numbers) | Double().Each(maxParallelism: maxParallelism) | Total(), Hosts.Deadline));
        Assert.Equal(numbers.Sum() * 2, await host.RunAsync(Signature.Value(numbers) | Double().Each(chunkSize: 2) | Total(), Hosts.Deadline));
        Assert.Equal(numbers.Sum() * 2, await host.RunAsync(Number(1) >> (Signature.Value(numbers) | Double().Each() | Total()), Hosts.Deadline));
    }

    [Fact]
    public async Task A_value_too_large_for_a_message_lies_in_the_store()
    {
        await using var host = await Hosts.StartAsync();
        var texts = Enumerable.Range(0, 40).Select(static i => new string('x', 5000 + i)).ToArray();
        Assert.Equal(texts.Sum(static t => t.Length), await host.RunAsync(Signature.Value(texts) | Length().Each() | Total(), Hosts.Deadline));
        Assert.Equal(400_000, await host.RunAsync(Signature.Value(new string('x', 400_000)) | Length(), Hosts.Deadline));
        Assert.Equal(400_000, (await host.RunAsync(Signature.Value(new string('x', 400_000)), Hosts.Deadline)).Length);
    }

    [Fact]
    public async Task A_flow_may_be_a_value_and_so_may_a_part()
    {
        await using var host = await Hosts.StartAsync();
        Assert.Equal(30, await host.RunAsync(Signature.Value(30), Hosts.Deadline));
        Assert.Null(await host.RunAsync(Signature.Value<string?>(null), Hosts.Deadline));
        Assert.Equal((1, "a"), await host.RunAsync(Signature.Value((1, "a")), Hosts.Deadline));
        Assert.Equal<IReadOnlyList<int>>([1, 2], await host.RunAsync(Group.Of(Signature.Value(1), Number(2)), Hosts.Deadline));
        Assert.Equal(9, await host.RunAsync((Signature.Value(4), Number(5)) | Add(), Hosts.Deadline));
        Assert.Equal(8, await host.RunAsync(Number(1) >> Signature.Value(4) | Double(), Hosts.Deadline));
        Assert.Equal(7, await host.RunAsync(Signature.Value(4) >> Number(7), Hosts.Deadline));
        Assert.Equal(5, await host.RunAsync(GivesValue(5), Hosts.Deadline));
        await host.Client.SendAsync(Signature.Value(6) | Double());
        await host.Client.SendAsync(Signature.Value(6));
        await host.RunUntilIdleAsync(Hosts.Deadline);
        Assert.Contains(host.RunsOf(Double()), static r => r.Arguments == """{"value":6}""");
        Assert.Equal((0, 0), (host.Transport.Count(QueueNames.Default).Active, host.Transport.Count(QueueNames.Default).DeadLettered));
    }

    [Fact]
    public async Task A_partial_signature_is_enqueued_with_its_input()
    {
        await using var host = await Hosts.StartAsync();
        Assert.Equal(10, await host.RunAsync(await host.Client.EnqueueAsync(Double(), 5), Hosts.Deadline));
        Assert.Equal(7, await host.RunAsync(await host.Client.EnqueueAsync(Add(), (3, 4)), Hosts.Deadline));
        Assert.Equal(22, await host.RunAsync(await host.Client.EnqueueAsync(Double() | Add(right: 2) | Add(right: 10), 5), Hosts.Deadline));
        Assert.Equal<IReadOnlyList<int>>([2, 4], await host.RunAsync(await host.Client.EnqueueAsync(Double().Each(), [1, 2]), Hosts.Deadline));
        await host.Client.SendAsync(Large() | Length(), 3);
        await host.RunUntilIdleAsync(Hosts.Deadline);
        Assert.Equal("""{"length":3}""", Assert.Single(host.RunsOf(Large())).Arguments);
    }

    [Fact]
    public async Task The_options_of_the_partial_signature_are_kept()
    {
        await using var host = await Hosts.StartAsync();
        var first = await host.Client.EnqueueAsync(Double().WithId("order-17").Named("order").Unique("o", TimeSpan.FromDays(1)), 5);
        var second = await host.Client.EnqueueAsync(Double().WithId("order-17"), 5);
        var third = await host.Client.EnqueueAsync((Double() | Double()).Unique("o"), 7);
        Assert.Equal(("order-17", "order-17", "order-17"), (first.FlowId, second.FlowId, third.FlowId));
        await Assert.ThrowsAsync<FlowConflictException>(async () => await host.Client.EnqueueAsync(Double().WithId("order-17"), 6));
        Assert.Equal(10, await host.RunAsync(first, Hosts.Deadline));
        Assert.Equal("order", (await first.GetStatusAsync()).Name);

        // An attempt that overruns is repeated; a composition would not be.
        var slow = await host.Client.EnqueueAsync(Wait(duration: TimeSpan.FromHours(1)).WithTimeout(TimeSpan.FromMinutes(1)).WithRetry(2).WithHeader("a", "b"), 5);
        await Assert.ThrowsAsync<TaskFailedException>(() => host.RunAsync(slow, Hosts.Deadline));
        Assert.Equal(3, host.RunsOf(Wait(0, default)).Count);

        var part = await Assert.ThrowsAsync<InvalidOperationException>(async () => await host.Client.EnqueueAsync(Double().WithId("a") | Double(), 5));
        Assert.Contains("WithId", part.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await host.Client.EnqueueAsync(Signature.Value(5) | Double().WithId("a")));
    }

    [Fact]
    public async Task A_delay_holds_what_takes_the_value()
    {
        await using var host = await Hosts.StartAsync();
        await host.Client.EnqueueAsync((Signature.Value(5) | Double() | Double()).WithDelay(TimeSpan.FromHours(1)));
        await host.Client.EnqueueAsync((Signature.Value(new[] { 5 }) | Large().Each()).WithDelay(TimeSpan.FromHours(1)));
        await host.RunUntilIdleAsync(Hosts.Deadline);
        Assert.Empty(host.Steps);
        await host.AdvanceAsync(TimeSpan.FromHours(1), Hosts.Deadline);
        Assert.Equal(3, host.Steps.Count);
    }

    [Fact]
    public async Task A_step_starts_a_partial_flow_once()
    {
        await using var host = await Hosts.StartAsync();
        var id = await host.RunAsync(StartsPartial(4), Hosts.Deadline);
        Assert.Equal(8, await host.RunAsync(host.Client.GetHandle<int>(id), Hosts.Deadline));
    }

    [Fact]
    public async Task What_cannot_be_written_is_refused_in_words()
    {
        await using var host = await Hosts.StartAsync();
        foreach (var flow in new ISignature<object>[]
        {
            Signature.Value(new Throwing()) | Signature.Pass<object>(),
            Signature.Value(new Throwing()),
        })
        {
            var e = await Assert.ThrowsAsync<TaskArgumentException>(async () => await host.Client.EnqueueAsync(flow));
            Assert.Contains("Signature.Value", e.Message, StringComparison.Ordinal);
        }

        await Assert.ThrowsAsync<TaskArgumentException>(async () => await host.Client.EnqueueAsync(Misbehaving.Tasks.Undo(), double.NaN));
        await Assert.ThrowsAsync<TaskArgumentException>(async () => await host.Client.EnqueueAsync(Signature.Value(double.NaN) | Misbehaving.Tasks.Undo()));
        await Assert.ThrowsAsync<TaskArgumentException>(async () => await host.Client.EnqueueAsync(Signature.Value(new[] { double.NaN }) | Misbehaving.Tasks.Undo().Each()));
    }

    [Fact]
    public void It_shows_nowhere()
    {
        var flow = Signature.Value("secret") | Length() | Double();
        Assert.Equal("value | work.length | work.double : int", flow.ToString());
        Assert.DoesNotContain("secret", flow.ToMermaid(), StringComparison.Ordinal);
        Assert.Equal("value : string", Signature.Value("secret").ToString());
        Assert.DoesNotContain("secret", (Signature.Value(new[] { "secret" }) | Length().Each()).ToMermaid(), StringComparison.Ordinal);
    }

    private sealed class Throwing
    {
        public int Number => throw new InvalidOperationException("no");
    }
}

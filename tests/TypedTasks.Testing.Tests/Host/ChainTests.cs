using static TypedTasks.Testing.Tests.Work.Tasks;

namespace TypedTasks.Testing.Tests;

/// <summary>Sequences of steps that take what they yield.</summary>
public sealed class ChainTests
{
    [Fact]
    public async Task A_list_of_steps_is_a_fold()
    {
        await using var host = await Hosts.StartAsync();
        var steps = Enumerable.Range(1, 40).Select(static i => Add(right: i));
        Assert.Equal(820, await host.RunAsync(Number(0) | Chain.Of(steps), Hosts.Deadline));
        Assert.Equal(5, await host.RunAsync(await host.Client.EnqueueAsync(Chain.Of([Add(right: 1)]), 4), Hosts.Deadline));
        Assert.Equal("work.number | work.add | work.double : int", (Number(0) | Chain.Of(new ISignature<int, int>[] { Add(right: 1), Double() })).ToString());
        Assert.Equal(6, await host.RunAsync(Number(1) | Chain.Of([Add(right: 1) | Add(right: 1), Double().WithRetry(2)]), Hosts.Deadline));
    }

    [Fact]
    public async Task Chains_of_one_type_have_no_end()
    {
        await using var host = await Hosts.StartAsync();
        Assert.Equal(256, await host.RunAsync(Chain.Of(Number(1), Double(), Double(), Double(), Double(), Double(), Double(), Double(), Double()), Hosts.Deadline));
        Assert.Equal(256, await host.RunAsync(
            await host.Client.EnqueueAsync(Chain.Of(Double(), Double(), Double(), Double(), Double(), Double(), Double(), Double()), 1), Hosts.Deadline));
    }

    [Fact]
    public void A_chain_of_nothing_is_refused()
    {
        var e = Assert.Throws<ArgumentException>(static () => Chain.Of(Array.Empty<ISignature<int, int>>()));
        Assert.Contains("one step or more", e.Message, StringComparison.Ordinal);
        Assert.Contains("Step 1", Assert.Throws<ArgumentException>(static () => Chain.Of(new ISignature<int, int>[] { Double(), null! })).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(static () => Chain.Of<int>(null!));
    }
}

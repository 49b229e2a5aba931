using static TypedTasks.Testing.Tests.Work.Tasks;

namespace TypedTasks.Testing.Tests;

/// <summary>Whatever shape a composition makes, its result is read back, here and by a handle that was got by id.</summary>
public sealed class CompositionResultTests
{
    [Fact]
    public async Task Tuples_in_tuples() =>
        await YieldsAsync((1, (2, 3)), (Number(1), (Number(2), Number(3)).Join()).Join());

    [Fact]
    public async Task Tuples_three_deep() => await YieldsAsync(
        ((1, (2, 3)), "xx", 4),
        ((Number(1), (Number(2), Number(3)).Join()).Join(), Large(2), Number(4)).Join());

    [Fact]
    public async Task Tuples_after_a_step() =>
        await YieldsAsync((2, (4, 1)), Number(1) | (Double(), (Double() | Double(), Signature.Pass<int>()).Join()).Join());

    [Fact]
    public async Task Lists_of_tuples() => await YieldsAsync(
        (IReadOnlyList<(int, string)>)[(1, "x"), (2, "xx")],
        Group.Of((Number(1), Large(1)).Join(), (Number(2), Large(2)).Join()));

    [Fact]
    public async Task Tuples_of_lists() => await YieldsAsync<(IReadOnlyList<int>, IReadOnlyList<(int, int)>)>(
        ([1, 2], [(3, 4)]),
        (Group.Of(Number(1), Number(2)), Group.Of((Number(3), Number(4)).Join())).Join());

    [Fact]
    public async Task Lists_of_lists_of_tuples() => await YieldsAsync(
        (IReadOnlyList<IReadOnlyList<(int, int)>>)[[(1, 2)], []],
        Group.Of<IReadOnlyList<(int, int)>>(Group.Of((Number(1), Number(2)).Join()), Group.Of<(int, int)>()));

    [Fact]
    public async Task Outcomes_of_tuples()
    {
        await using var host = await Hosts.StartAsync();
        var settled = (Number(1), (Number(2), Number(3)).Join()).Join().Settled();
        var (first, second) = await host.RunAsync(settled, Hosts.Deadline);
        Assert.Equal((1, (2, 3)), (first.Value, second.Value));
    }

    [Fact]
    public async Task Lists_of_outcomes_in_a_tuple()
    {
        await using var host = await Hosts.StartAsync();
        host.Faults().Fail(2);
        var (outcomes, number) = await host.RunAsync((Group.Of(Number(1) | Risky(), Number(2) | Risky()).Settled(), Number(3)).Join(), Hosts.Deadline);
        Assert.Equal([true, false], outcomes.Select(static o => o.Failure is null));
        Assert.Equal(3, number);
    }

    private static async Task YieldsAsync<T>(T expected, ISignature<T> flow)
    {
        await using var host = await Hosts.StartAsync();
        var handle = await host.Client.EnqueueAsync(flow);
        Assert.Equivalent(expected, await host.RunAsync(handle, Hosts.Deadline), strict: true);
        Assert.Equivalent(expected, await host.Client.GetHandle<T>(handle.FlowId).WaitAsync(), strict: true);
    }
}

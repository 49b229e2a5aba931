using System.Text;
using Microsoft.Extensions.DependencyInjection;
using TypedTasks.Testing;
using static TypedTasks.DataProtection.Tests.Affairs.Tasks;

namespace TypedTasks.DataProtection.Tests;

/// <summary>Secrets are planted in flows of every form, and searched for in all that leaves the process.</summary>
public sealed class SecretTests
{
    private const string S = Secret.Word;

    // Over the size up to which values travel in messages.
    private const int Large = 60_000;

    private static readonly CancellationToken Deadline = new CancellationTokenSource(TimeSpan.FromMinutes(10)).Token;

    private static readonly Dictionary<string, Func<TaskTestHost, Task>> Forms = new(StringComparer.Ordinal)
    {
        ["call"] = h => Yields(h, Tell(S), S),
        ["chain"] = h => Yields(h, Tell(S) | Echo(label: S + "1") | Length(), (2 * S.Length) + 3),
        ["group"] = h => Yields(h, Group.Of(Tell(S + "1"), Tell(S + "2")) | Join(), $"{S}1+{S}2"),
        ["tuple"] = h => Yields(h, (Tell(S + "1"), Tell(S + "2")) | Both(), $"{S}1&{S}2"),
        ["chord twice"] = h => Yields(h, Group.Of(Tell(S), Tell(S)) | Join() | Group.Of(Echo(label: S), Echo(label: "b")) | Join(), $"{S}+{S}, {S}+{S}+{S}, b"),
        ["first of"] = h => Yields(h, Group.FirstOf(Tell(S), Tell(S)), S),
        ["each"] = h => Yields(h, Many(S, 5, 10) | Length().Each() | Total(), 5 * (S.Length + 11)),
        ["each of large values"] = h => Yields(h, Many(S, 4, Large) | Length().Each() | Total(), 4 * (S.Length + Large + 1)),
        ["each in chunks"] = h => Yields(h, Many(S, 7, 100) | Length().Each(chunkSize: 3) | Total(), 7 * (S.Length + 101)),
        ["each some at a time"] = h => Yields(h, Many(S, 6, 20_000) | Length().Each(maxParallelism: 2) | Total(), 6 * (S.Length + 20_001)),
        ["large value"] = h => Yields(h, Tell(S + new string('.', Large)) | Echo(label: S) | Length(), (2 * S.Length) + Large + 2),
        ["large result"] = h => Yields(h, Tell(S + new string('.', Large)), S + new string('.', Large)),
        ["retries"] = h => Yields(h, Stumble(S, 2) | Echo(label: S), $"{S}, {S}"),
        ["recover"] = h => Yields(h, (Tell(S) | Fail()).Recover(Explain()), $"cannot deal with {S}"),
        ["settled"] = h => Yields(h, Group.Of(Tell(S), Fail(S)).Settled() | CountFailures(), 1),
        ["headers and progress"] = h => Yields(h, Report(S).WithHeader("note", S), $"{S} {S}"),
        ["returned plan"] = h => Yields(h, Tell(S) | Plan(), $"{S}, {S}"),
        ["turns"] = h => Yields(h, Group.Of(OneAtATime(S), OneAtATime(S), OneAtATime(S)) | Join(), $"{S}+{S}+{S}"),
        ["delay"] = h => Yields(h, Tell(S).WithDelay(TimeSpan.FromMinutes(3)) | Echo(label: S), $"{S}, {S}"),
        ["side branches"] = h => Yields(h, Tell(S).OnSuccess(Note()), S),
        ["failure"] = h => FailsAsync(h, Tell(S) | Fail(), $"cannot deal with {S}"),
        ["failure and branch"] = h => FailsAsync(h, Fail(S).OnError(Explain()), $"cannot deal with {S}"),
        ["failure of a group"] = h => FailsAsync(h, Group.Of(Tell(S), Fail(S)) | Join(), $"cannot deal with {S}"),
        ["compensation"] = h => FailsAsync(h, Tell(S).CompensateWith(Undo()) | Fail(), $"cannot deal with {S}"),
        ["compensation that fails"] = h => FailsAsync(h, Tell(S).CompensateWith(FailToUndo()) | Fail(), $"cannot deal with {S}"),
        ["argument that does not fit"] = h => FailsAsync(h, Refuse(S), $"cannot read {S}"),
        ["sent only"] = SentAsync,
        ["dead letter that is replayed"] = ReplayedAsync,
        ["flow that is retried"] = RetriedAsync,
        ["flow that is cancelled"] = CancelledAsync,
        ["start again"] = StartedAgainAsync,
    };

    public static TheoryData<string, bool> Names
    {
        get
        {
            var data = new TheoryData<string, bool>();
            foreach (var name in Forms.Keys)
            {
                data.Add(name, false);
                data.Add(name, true);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Is_nowhere_in_clear(string form, bool hasFile)
    {
        await using var world = await World.StartAsync(hasFile, Deadline);
        await Forms[form](world.Host);
        await world.Host.AdvanceAsync(TimeSpan.FromMinutes(5), Deadline);
        Assert.NotEmpty(world.Record.Sent);
        Assert.Equal(hasFile, world.FileBytes > 0);
        Assert.Empty(world.Leaks());
    }

    /// <summary>The search itself: a test that finds nothing must be able to.</summary>
    [Fact]
    public async Task Is_found_where_nothing_protects_it()
    {
        await using var host = await TaskTestHost.StartAsync(static b => b.AddTypedTasksDataProtectionTestsTasks(), Deadline);
        await host.Client.EnqueueAsync(Tell(S), Deadline);
        await using var receiver = await host.Transport.OpenReceiverAsync(QueueNames.Default, new(1, 0), Deadline);
        Assert.True(Secret.IsIn((await receiver.ReceiveAsync(Deadline))!.Message.Body.Span));
        foreach (var i in Enumerable.Range(6, 3))
        {
            var text = new string('y', i) + S + "zzzz";
            Assert.True(Secret.IsIn(Encoding.Unicode.GetBytes(text)));
            Assert.True(Secret.IsIn(Encoding.UTF8.GetBytes(Convert.ToBase64String(Encoding.UTF8.GetBytes(text)))));
        }
    }

    private static async Task Yields<T>(TaskTestHost host, ISignature<T> flow, T expected) => Assert.Equal(expected, await host.RunAsync(flow, Deadline));

    private static async Task FailsAsync<T>(TaskTestHost host, ISignature<T> flow, string message)
    {
        var handle = await host.Client.EnqueueAsync(flow, Deadline);
        var failed = await Assert.ThrowsAsync<TaskFailedException>(() => host.RunAsync(handle, Deadline));
        Assert.StartsWith(message, failed.Failure.Message, StringComparison.Ordinal);
        Assert.StartsWith(message, (await host.Client.GetAsync(handle.FlowId, Deadline)).Flow.Failure!.Message, StringComparison.Ordinal);
    }

    private static async Task SentAsync(TaskTestHost host)
    {
        await host.Client.SendAsync(Tell(S) | Echo(label: S), Deadline);
        await host.RunUntilIdleAsync(Deadline);
        Assert.Equal(2, host.Steps.Count);
    }

    private static async Task ReplayedAsync(TaskTestHost host)
    {
        await host.Client.SendAsync(Fail(S), Deadline);
        await host.RunUntilIdleAsync(Deadline);
        var report = await host.Client.ReplayDeadLettersAsync(QueueNames.Default, null, Deadline);
        Assert.Equal(1, report.Replayed);
        await host.RunUntilIdleAsync(Deadline);
        Assert.Equal(2, host.Steps.Count);
    }

    private static async Task RetriedAsync(TaskTestHost host)
    {
        var handle = await host.Client.EnqueueAsync(Group.Of(Tell(S), Fail(S)) | Join(), Deadline);
        await Assert.ThrowsAsync<TaskFailedException>(() => host.RunAsync(handle, Deadline));
        Assert.Equal(FlowState.Running, (await host.Client.RetryAsync(handle.FlowId, Deadline)).State);
        var failed = await Assert.ThrowsAsync<TaskFailedException>(() => host.RunAsync(handle, Deadline));
        Assert.Equal($"cannot deal with {S}", failed.Failure.Message);
        Assert.Equal(2, host.Steps.Count(static s => s.Task == "affairs.fail"));
    }

    private static async Task CancelledAsync(TaskTestHost host)
    {
        var handle = await host.Client.EnqueueAsync(Tell(S).CompensateWith(Undo()) | Echo(label: S).WithDelay(TimeSpan.FromHours(1)), Deadline);
        await host.RunUntilIdleAsync(Deadline);
        await handle.CancelAsync(Deadline);
        await Assert.ThrowsAsync<FlowCancelledException>(() => host.RunAsync(handle, Deadline));
        await host.AdvanceAsync(TimeSpan.FromHours(2), Deadline);
        Assert.Contains(host.Steps, static s => s.Task == "affairs.undo");
    }

    private static async Task StartedAgainAsync(TaskTestHost host)
    {
        var handle = await host.Client.EnqueueAsync(Tell(S) | Echo(label: S), Deadline);
        Assert.Equal($"{S}, {S}", await host.RunAsync(handle, Deadline));
        var again = await host.Client.StartAgainAsync(handle.FlowId, Deadline);
        Assert.Equal($"{S}, {S}", await host.RunAsync(host.Client.GetHandle<string>(again.StartedId!), Deadline));
    }
}

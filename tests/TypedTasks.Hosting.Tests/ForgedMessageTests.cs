using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using TypedTasks.Testing;
using TypedTasks.Transport;
using static TypedTasks.Hosting.Tests.Ledger.Tasks;

namespace TypedTasks.Hosting.Tests;

/// <summary>Whoever may send can run tasks, and records nothing for a flow that somebody else has enqueued.</summary>
public sealed partial class ForgedMessageTests
{
    private const string Victim = "victim1";
    private const string Give666 = """{"t":"ledger.give","a":{"number":666,"label":"forged"}}""";
    private static readonly CancellationToken Deadline = new CancellationTokenSource(TimeSpan.FromMinutes(2)).Token;

    public static TheoryData<string, string> Forgeries => new()
    {
        { "a plan of one's own", $$"""{"v":1,"flow":"victim1","stored":true,"plan":{{Give666}},"path":""}""" },
        { "another nonce", $$"""{"v":1,"flow":"victim1","stored":true,"nonce":"0123456789abcdef0123456789abcdef","plan":{{Give666}},"path":""}""" },
        { "the nonce with another plan", $$"""{"v":1,"flow":"victim1","stored":true,"nonce":"NONCE","plan":{{Give666}},"path":""}""" },
        { "the plan without a nonce", """{"v":1,"flow":"victim1","stored":true,PLAN,"path":"0.0"}""" },
        { "a later generation", $$"""{"v":1,"flow":"victim1","gen":3,"stored":true,"plan":{{Give666}},"path":""}""" },
        { "a group of one's own", $$"""{"v":1,"flow":"victim1","stored":true,"plan":{"g":[{{Give666}},{{Give666}}]},"path":"","cursor":0}""" },
        { "a failure", """{"v":1,"flow":"victim1","stored":true,"plan":{"t":"ledger.throw","a":{"amount":{"Number":-1}}},"path":""}""" },
        { "a task that nobody knows", """{"v":1,"flow":"victim1","stored":true,"plan":{"t":"no.such"},"path":""}""" },
        { "a start of compensations", $$"""{"v":1,"flow":"victim1","stored":true,"plan":{{Give666}},"path":"!","cursor":0}""" },
    };

    [Theory]
    [MemberData(nameof(Forgeries))]
    public async Task A_forged_message_is_recorded_nowhere(string what, string body)
    {
        var sent = new SentMessages();
        await using var host = await TaskTestHost.StartAsync(
            b =>
            {
                WithoutOne.Configure(b);
                b.Services.AddSingleton<ITransport>(s => sent.Over(s.GetRequiredService<InMemoryTransport>()));
            },
            Deadline);
        var flow = Give(1, "own") | Plus(label: "b").WithDelay(TimeSpan.FromHours(1));
        var handle = await host.Client.EnqueueAsync(flow.WithId(Victim), Deadline);
        await host.RunUntilIdleAsync(Deadline);
        var before = await SeenAsync(host);

        var own = Encoding.UTF8.GetString(sent.All[0].Body.Span);
        body = body.Replace("NONCE", Nonce().Match(own).Groups[1].Value, StringComparison.Ordinal)
            .Replace("PLAN", Plan().Match(own).Value, StringComparison.Ordinal);
        await host.Transport.SendAsync(
            [new() { Id = $"forged {what}", Queue = QueueNames.Default, FlowId = Victim, Subject = "ledger.give", Step = "", Body = Encoding.UTF8.GetBytes(body) }], Deadline);
        await host.RunUntilIdleAsync(Deadline);
        await host.AdvanceAsync(TimeSpan.FromMinutes(20), Deadline);
        Assert.Equal(before, await SeenAsync(host));
        Assert.Equal(2, (await host.RunAsync(handle, Deadline)).Number);
    }

    [Fact]
    public async Task A_flow_under_an_id_that_was_purged_is_another_one()
    {
        var sent = new SentMessages();
        await using var host = await TaskTestHost.StartAsync(
            b =>
            {
                WithoutOne.Configure(b);
                b.Services.AddSingleton<ITransport>(s => sent.Over(s.GetRequiredService<InMemoryTransport>()));
            },
            Deadline);
        var flow = (Give(1, "a") | Plus(label: "b")).WithId(Victim);
        Assert.Equal(2, (await host.RunAsync(flow, Deadline)).Number);
        var old = sent.All[0];
        await host.AdvanceAsync(TimeSpan.FromHours(2), Deadline);
        Assert.Equal(1, await host.Client.PurgeAsync(new FlowFilter(), Deadline));

        // Duplicate detection remembers ids for longer than the flow was kept.
        var again = (Give(1, "a") | Plus(label: "b").WithDelay(TimeSpan.FromMinutes(5))).WithId(Victim);
        var handle = await host.Client.EnqueueAsync(again, Deadline);
        await host.RunUntilIdleAsync(Deadline);
        await host.Transport.SendAsync([old with { Id = "left over" }], Deadline);
        await host.RunUntilIdleAsync(Deadline);
        Assert.Equal(FlowState.Running, (await handle.GetStatusAsync(Deadline)).State);
        Assert.Equal(2, (await host.RunAsync(handle, Deadline)).Number);
        Assert.NotEqual(sent.All[0].Id, sent.All.Last(static m => m.Step == "0").Id);
    }

    private static async Task<string> SeenAsync(TaskTestHost host)
    {
        var flow = await host.Client.GetAsync(Victim, Deadline);
        return $"{flow.Flow.State} {string.Join(", ", flow.Steps.Select(static s => $"{s.Path} {s.Task} {s.State} {s.Attempts}"))} unsent {host.Store.UnsentCount}";
    }

    [GeneratedRegex("\"nonce\":\"([0-9a-f]{32})\"")]
    private static partial Regex Nonce();

    [GeneratedRegex("\"(plan\":\\{.*\\}|planHash\":\"[0-9a-f]+\")(?=,\"path)")]
    private static partial Regex Plan();
}

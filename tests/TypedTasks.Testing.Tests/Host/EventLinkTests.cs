using Microsoft.Extensions.DependencyInjection;
using static TypedTasks.Testing.Tests.Approvals.Tasks;
using static TypedTasks.Testing.Tests.Said;
using Await = TypedTasks.Wait;

namespace TypedTasks.Testing.Tests;

public sealed class EventLinkTests
{
    private static readonly EventChoice<Verdict>[] Choices = [new("Approve", Verdict.Approved), new("Reject", Verdict.Rejected)];

    [Fact]
    public async Task A_link_raises_its_event_once()
    {
        await using var host = await StartAsync();
        var links = host.Services.GetRequiredService<IEventLinks>();
        var flow = await host.Client.EnqueueAsync(Await.For(Legal) | Tell());
        await host.RunUntilIdleAsync(Hosts.Deadline);
        var token = links.CreateEventLink(flow.FlowId, Legal, Choices, TimeSpan.FromDays(3));
        var link = links.Read(token)!;
        Assert.Equal((flow.FlowId, "legal", false), (link.FlowId, link.Event, link.IsExpired));
        Assert.Equal(["Approve", "Reject"], link.Labels);
        Assert.Equal(RaiseOutcome.Recorded, await links.RaiseAsync(token, 0));
        Assert.Equal(RaiseOutcome.AlreadyRaised, await links.RaiseAsync(token, 1));
        Assert.Equal("Approved", await host.RunAsync(flow, Hosts.Deadline));
    }

    [Fact]
    public async Task A_link_that_was_changed_has_expired_or_is_anothers_is_worth_nothing()
    {
        await using var host = await StartAsync();
        var links = host.Services.GetRequiredService<IEventLinks>();
        var flow = await host.Client.EnqueueAsync(Await.For(Legal).WithKey("a") | Tell());
        var token = links.CreateEventLink(flow.FlowId, Legal, Choices, TimeSpan.FromHours(1), "a");
        Assert.Null(await links.RaiseAsync(token, 2));
        Assert.Null(await links.RaiseAsync(token, -1));
        for (var i = 0; i < token.Length; i++)
        {
            var changed = $"{token[..i]}{(token[i] == 'A' ? 'B' : 'A')}{token[(i + 1)..]}";

            // The last character of base64 has bits that say nothing.
            if (links.Read(changed) is { } same)
                Assert.Equal(flow.FlowId, same.FlowId);
        }

        foreach (var wrong in (string[])["", ".", "a.b", token[..^5], token + ".x", "ä.ö"])
            Assert.Null(links.Read(wrong));
        await using var other = await StartAsync(key: 7);
        Assert.Null(other.Services.GetRequiredService<IEventLinks>().Read(token));
        await host.AdvanceAsync(TimeSpan.FromHours(1));
        Assert.True(links.Read(token)!.IsExpired);
        Assert.Null(await links.RaiseAsync(token, 0));
        Assert.Equal(FlowState.Running, (await flow.GetStatusAsync()).State);
    }

    [Fact]
    public async Task Without_a_key_and_with_wrong_answers_no_link_is_made()
    {
        await using var host = await Hosts.StartAsync();
        var links = host.Services.GetRequiredService<IEventLinks>();
        Assert.Contains("EventLinkKey", Assert.Throws<InvalidOperationException>(() => links.CreateEventLink("a", Legal, Choices, TimeSpan.FromDays(1))).Message, StringComparison.Ordinal);
        await using var keyed = await StartAsync();
        links = keyed.Services.GetRequiredService<IEventLinks>();
        Assert.Throws<ArgumentException>(() => links.CreateEventLink("a", Legal, [], TimeSpan.FromDays(1)));
        Assert.Throws<ArgumentException>(() => links.CreateEventLink("a", Legal, [new(" ", Verdict.Approved)], TimeSpan.FromDays(1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => links.CreateEventLink("a", Legal, Choices, TimeSpan.Zero));
    }

    private static Task<TaskTestHost> StartAsync(byte key = 1) =>
        Hosts.StartAsync(b => b.Services.Configure<TypedTasksOptions>(o => o.EventLinkKey = Enumerable.Repeat(key, 32).ToArray()));
}

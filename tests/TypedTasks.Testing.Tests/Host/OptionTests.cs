using Microsoft.Extensions.DependencyInjection;
using static TypedTasks.Testing.Tests.Work.Tasks;

namespace TypedTasks.Testing.Tests;

/// <summary>Priorities and headers.</summary>
public sealed class OptionTests
{
    [Fact]
    public async Task What_is_urgent_overtakes_what_waits()
    {
        await using var host = await WithPrioritiesAsync();
        foreach (var (id, priority) in new[] { ("low1", TaskPriority.Low), ("mid", TaskPriority.Normal), ("low2", TaskPriority.Low), ("high1", TaskPriority.High), ("high2", TaskPriority.High) })
            await host.Client.EnqueueAsync(Number(1).WithPriority(priority).WithId(id));
        await host.RunUntilIdleAsync(Hosts.Deadline);

        Assert.Equal(["high1", "high2", "mid", "low1", "low2"], host.Steps.Select(static s => s.FlowId));
    }

    [Fact]
    public async Task Every_form_runs_with_a_priority()
    {
        await using var host = await WithPrioritiesAsync();
        var flow = (Range(200) | Risky().Each() | Total() | Flaky(failures: 2)).WithPriority(TaskPriority.Low);
        Assert.Equal(199 * 100, await host.RunAsync(flow, Hosts.Deadline));
    }

    [Fact]
    public async Task Without_the_option_a_priority_is_refused_in_words()
    {
        await using var host = await Hosts.StartAsync();
        var e = await Assert.ThrowsAsync<InvalidOperationException>(
            async () => await host.Client.EnqueueAsync(Number(1) | Double().WithPriority(TaskPriority.High)));
        Assert.Equal(
            "The signature has a priority, but priorities are off, and no worker would take its steps: set "
            + "TypedTasksOptions.Priorities here and in every worker, AddTypedTasks(o => o.Priorities = true).",
            e.Message);
        await Assert.ThrowsAsync<InvalidOperationException>(
            async () => await host.Client.SendAsync(Number(1).WithPriority(TaskPriority.Low)));
        var start = host.Time.GetUtcNow();
        var failed = await Assert.ThrowsAsync<TaskFailedException>(() => host.RunAsync(Urgent(1), Hosts.Deadline));
        Assert.Contains("The signature that task 'work.urgent' returned has a priority", failed.Failure.Message, StringComparison.Ordinal);
        Assert.Equal(start, host.Time.GetUtcNow());
        Assert.Equal(1, await host.RunAsync(Number(1).WithPriority(TaskPriority.Normal), Hosts.Deadline));
    }

    [Fact]
    public async Task A_returned_signature_may_have_a_priority()
    {
        await using var host = await WithPrioritiesAsync();
        Assert.Equal(7, await host.RunAsync(Urgent(7), Hosts.Deadline));
    }

    [Fact]
    public void A_priority_that_is_none_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(static () => Number(1).WithPriority((TaskPriority)7));

    [Fact]
    public async Task A_task_reads_the_headers_of_its_step_and_of_the_compositions_around_it()
    {
        await using var host = await Hosts.StartAsync();
        var flow = (Headers().WithHeader("step", "one").WithHeader("tenant", "mine") | HeadersAfter())
            .WithHeader("tenant", "acme").WithHeader("user", "Ann");
        Assert.Equal(
            "step=one tenant=mine user=Ann; tenant=acme user=Ann", await host.RunAsync(flow, Hosts.Deadline));
        Assert.Equal("", await host.RunAsync(Headers(), Hosts.Deadline));
    }

    [Fact]
    public async Task A_signature_with_a_header_leaves_the_one_it_came_from_as_it_was()
    {
        await using var host = await Hosts.StartAsync();
        var plain = Headers();
        var tenant = plain.WithHeader("tenant", "a");
        Assert.Equal("tenant=b", await host.RunAsync(tenant.WithHeader("tenant", "b"), Hosts.Deadline));
        Assert.Equal("tenant=a", await host.RunAsync(tenant, Hosts.Deadline));
        Assert.Equal("", await host.RunAsync(plain, Hosts.Deadline));
    }

    [Fact]
    public async Task Headers_do_not_show_in_the_text_of_a_signature()
    {
        await using var host = await Hosts.StartAsync();
        await host.Client.EnqueueAsync(Headers().WithHeader("token", "s3cret"));
        Assert.DoesNotContain("s3cret", host.Flows.Single().Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", 1, "name")]
    [InlineData("n", 1025, "'n' has 1025 characters; at most 1024 are allowed")]
    public void A_header_that_is_too_large_is_refused(string name, int length, string text)
    {
        var e = Assert.ThrowsAny<ArgumentException>(() => Headers().WithHeader(name, new string('x', length)));
        Assert.Contains(text, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void More_than_32_headers_are_refused()
    {
        var many = Enumerable.Range(0, 32).Aggregate(Headers(), static (s, i) => s.WithHeader($"h{i}", "x"));
        var e = Assert.Throws<ArgumentException>(() => many.WithHeader("more", "x"));
        Assert.StartsWith("The signature has 32 headers already; 'more' would be one more.", e.Message, StringComparison.Ordinal);
        _ = many.WithHeader("h3", "y");
    }

    private static Task<TaskTestHost> WithPrioritiesAsync() =>
        Hosts.StartAsync(static b => b.Services.Configure<TypedTasksOptions>(static o => o.Priorities = true));
}

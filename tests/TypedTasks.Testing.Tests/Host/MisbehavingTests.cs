using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using static TypedTasks.Testing.Tests.Misbehaving.Tasks;

namespace TypedTasks.Testing.Tests;

/// <summary>Values and exceptions of the user's that throw when they are looked at: one run, and the reason that is true.</summary>
public sealed class MisbehavingTests
{
    [Fact]
    public async Task An_argument_that_is_no_number_is_refused_where_it_is_given()
    {
        await using var host = await Hosts.StartAsync();
        foreach (var value in new[] { double.NaN, double.PositiveInfinity })
        {
            var e = await Assert.ThrowsAsync<TaskArgumentException>(async () => await host.Client.EnqueueAsync(Root(value)));
            Assert.StartsWith("An argument of task 'misbehaving.root' cannot be written as JSON", e.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_result_that_cannot_be_written_fails_in_one_run()
    {
        await using var host = await Hosts.StartAsync();
        await FailsAsync(host, Root(-1), "TypedTasks.TaskResultException");
        await FailsAsync(host, Read(), "TypedTasks.TaskResultException");
    }

    [Fact]
    public async Task Half_of_a_surrogate_pair_is_refused_wherever_it_is_given()
    {
        await using var host = await Hosts.StartAsync();
        var e = await Assert.ThrowsAsync<TaskArgumentException>(async () => await host.Client.EnqueueAsync(Echo("a\ud83d")));
        Assert.Contains("half of a surrogate pair", e.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<TaskArgumentException>(async () => await host.Client.EnqueueAsync(Letter('\ude00')));
        await Assert.ThrowsAsync<TaskArgumentException>(async () => await host.Client.EnqueueAsync(Index(new Dictionary<string, int> { ["\ude00\ud83d"] = 1 })));
        await FailsAsync(host, Cut("\ud83d\ude00"), "TypedTasks.TaskResultException");
        Assert.Equal("\ud83d\ude00", await host.RunAsync(Echo("\ud83d\ude00")));

        Assert.Throws<ArgumentException>(() => Echo("").WithHeader("tenant", "\ud83d"));
        Assert.Throws<ArgumentException>(() => Echo("").WithOrderingKey("\ud83d"));
        Assert.Throws<ArgumentException>(() => Echo("").WithConcurrencyLimit("\ud83d"));
        Assert.Throws<ArgumentException>(() => Echo("").Named("\ud83d"));
        Assert.Throws<ArgumentException>(() => Echo("").Unique("\ud83d"));
    }

    [Fact]
    public async Task An_argument_whose_type_throws_while_it_is_read_fails_in_one_run_and_tells_no_value()
    {
        await using var host = await Hosts.StartAsync();
        var failure = await FailsAsync(host, Take(new ThrowingConstructor(0)), "TypedTasks.TaskArgumentException");
        Assert.Contains("its constructor, a setter or a converter threw System.ArgumentException", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_converter_that_throws_is_told_where_the_value_is_given()
    {
        await using var host = await Hosts.StartAsync();
        await Assert.ThrowsAsync<TaskArgumentException>(async () => await host.Client.EnqueueAsync(Misbehaving.Tasks.Convert(new Converted(1))));
    }

    [Theory]
    [InlineData("message", "TypedTasks.Testing.Tests.BadMessageException", "(Message of TypedTasks.Testing.Tests.BadMessageException throws System.NotSupportedException)")]
    [InlineData("null", "TypedTasks.Testing.Tests.NullMessageException", "")]
    [InlineData("stack", "TypedTasks.Testing.Tests.BadStackException", "Exception of type 'TypedTasks.Testing.Tests.BadStackException' was thrown.")]
    [InlineData("text", "TypedTasks.Testing.Tests.BadTextException", "Exception of type 'TypedTasks.Testing.Tests.BadTextException' was thrown.")]
    [InlineData("surrogate", "System.InvalidOperationException", "half \ufffd of it")]
    [InlineData("deep", "System.InvalidOperationException", "200")]
    public async Task An_exception_that_misbehaves_fails_its_flow_with_its_type(string kind, string type, string message)
    {
        var log = new WritingProvider();
        await using var host = await Hosts.StartAsync(b => b.Services.AddSingleton<ILoggerProvider>(log));
        var failure = await FailsAsync(host, Throw(kind).WithRetry(static p => p with { MaxRetries = 0 }), type);
        Assert.Equal(message, failure.Message);
        Assert.Contains(log.Lines, l => l.Contains("failed for good", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("wide")]
    [InlineData("shared")]
    public async Task Causes_without_end_are_cut(string kind)
    {
        await using var host = await Hosts.StartAsync();
        var failure = await FailsAsync(host, Throw(kind).WithRetry(static p => p with { MaxRetries = 0 }), "System.AggregateException");
        Assert.InRange(Count(failure), 2, 110);
    }

    [Fact]
    public async Task Postponements_do_not_lengthen_the_pause_before_a_retry()
    {
        await using var host = await Hosts.StartAsync(b => b.Services.Configure<TypedTasksOptions>(static o => o.Retry = o.Retry with { Delay = TimeSpan.FromSeconds(1) }));
        var handle = await host.Client.EnqueueAsync(Postponing());
        var start = host.Time.GetUtcNow();
        await host.AdvanceAsync(TimeSpan.FromSeconds(80), Hosts.Deadline);
        Assert.Equal(FlowState.Running, (await handle.GetStatusAsync()).State);
        await host.AdvanceAsync(TimeSpan.FromSeconds(1), Hosts.Deadline);
        Assert.Equal(9, await handle.WaitAsync());
        Assert.True(host.Time.GetUtcNow() - start <= TimeSpan.FromSeconds(81));
    }

    [Fact]
    public async Task What_comes_after_the_end_of_its_flow_is_refused_with_both_times()
    {
        await using var host = await Hosts.StartAsync();
        var e = await Assert.ThrowsAsync<InvalidOperationException>(async () => await host.Client.EnqueueAsync(Root(1).WithDelay(TimeSpan.FromDays(10))));
        Assert.Equal(
            "Task 'misbehaving.root' waits for 10.00:00:00 (WithDelay), but a flow fails after 7.00:00:00: set TypedTasksOptions.FlowLifetime to more, or wait for less.",
            e.Message);
        foreach (var late in new ISignature<double>[]
        {
            Root(1).At(host.Time.GetUtcNow().AddDays(8)),
            Root(1).ExpiresAfter(TimeSpan.FromDays(8)),
            Root(1) | Undo().WithDelay(TimeSpan.FromDays(7)),
            (Root(1) | Undo()).WithDelay(TimeSpan.FromDays(7)),
            (Root(1) | Undo()).ExpiresAfter(TimeSpan.FromDays(8)),
            Root(1).OnSuccess(Undo().WithDelay(TimeSpan.FromDays(8))),
        })
        {
            e = await Assert.ThrowsAsync<InvalidOperationException>(async () => await host.Client.EnqueueAsync(late));
            Assert.Contains("but a flow fails after 7.00:00:00", e.Message, StringComparison.Ordinal);
        }

        Assert.Equal(1, await host.RunAsync(Root(1).WithDelay(TimeSpan.FromDays(6)), Hosts.Deadline));
        await FailsAsync(host, Late(), "TypedTasks.TaskResultException");
    }

    [Fact]
    public async Task A_tuple_that_has_no_form_is_refused_and_not_emptied()
    {
        await using var host = await Hosts.StartAsync();
        var e = await Assert.ThrowsAsync<TaskArgumentException>(async () => await host.Client.EnqueueAsync(Eight((1, 2, 3, 4, 5, 6, 7, 8))));
        Assert.Contains("more than seven elements", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Options_of_a_whole_flow_are_refused_on_a_part()
    {
        await using var host = await Hosts.StartAsync();
        foreach (var (part, option) in new (ISignature<double>, string)[]
        {
            (Root(1) | Undo().WithId("order-17"), "WithId(\"order-17\")"),
            (Root(1).WithId("order-17") | Undo(), "WithId(\"order-17\")"),
            (Root(1) | Undo().Named("x"), "Named(\"x\")"),
            (Root(1).Unique("k") | Undo(), "Unique(\"k\")"),
            (Root(1).WithId("a").CompensateWith(Undo()), "WithId(\"a\")"),
            ((Root(1) | Undo()).WithId("a").OnSuccess(Undo()), "WithId(\"a\")"),
            (Root(1).OnSuccess(Undo().WithId("a")), "WithId(\"a\")"),
        })
        {
            var e = await Assert.ThrowsAsync<InvalidOperationException>(async () => await host.Client.EnqueueAsync(part));
            Assert.StartsWith($"{option} stands on a part of the flow", e.Message, StringComparison.Ordinal);
        }

        Assert.Equal("whole", (await host.Client.EnqueueAsync((Root(1) | Undo()).WithId("whole").Named("n").Unique("k"))).FlowId);
        var failure = await FailsAsync(host, Named(), "TypedTasks.TaskResultException");
        Assert.Contains("WithId(\"mine\")", failure.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await host.Client.SendAsync(Root(1).Unique("k")));
    }

    private static async Task<TaskFailure> FailsAsync<T>(TaskTestHost host, ISignature<T> signature, string type)
    {
        var handle = await host.Client.EnqueueAsync(signature);
        var e = await Assert.ThrowsAsync<TaskFailedException>(async () => await host.RunAsync(handle, Hosts.Deadline));
        Assert.Equal(type, e.Failure.Type);
        var details = await host.Client.GetAsync(handle.FlowId);
        Assert.All(details.Steps, static s => Assert.InRange(s.Attempts, 0, 1));
        return e.Failure;
    }

    private static int Count(TaskFailure failure) => 1 + failure.Inner.Sum(Count);

    // Writes what it is given, as every real logger does: whoever cannot be written throws here.
    private sealed class WritingProvider : ILoggerProvider, ILogger
    {
        public List<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (Lines)
                Lines.Add($"{formatter(state, exception)} {exception}");
        }

        public void Dispose()
        {
        }
    }
}

using Microsoft.Extensions.DependencyInjection;
using TypedTasks.Generated;
using TypedTasks.Testing;
using static TypedTasks.Hosting.Tests.Sensitive.Till.Tasks;

namespace TypedTasks.Hosting.Tests.Sensitive;

/// <summary>What is marked is told by its name and not by its value.</summary>
public sealed class SensitiveTests
{
    // No card, and short enough to be written as one.
    private const string Number = "9911882277336644";

    private static readonly CancellationToken Deadline = new CancellationTokenSource(TimeSpan.FromMinutes(5)).Token;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_argument_that_cannot_be_read_is_not_quoted(bool arrives)
    {
        await using var host = await StartAsync();
        var failed = await FailureAsync(host, arrives ? Issue(Number) | Charge(customer: "c") : Charge(new Card(Number), "c"));
        Assert.Equal("Argument 'card' of task 'till.charge' cannot be read as Card. It is marked [Sensitive], so nothing more is told.", failed.Message);
        Assert.Empty(failed.Inner);
        var letter = Assert.Single((await host.Transport.PeekDeadLettersAsync(QueueNames.Default, null, Deadline)).Messages);
        Assert.DoesNotContain(Number, letter.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_mark_it_is_told_what_the_converter_says()
    {
        await using var host = await StartAsync();
        var failed = await FailureAsync(host, Show(new Card(Number)));
        Assert.Contains($"{Number} is no card", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_result_that_cannot_be_written_is_not_quoted()
    {
        await using var host = await StartAsync();
        var failed = await FailureAsync(host, Issue(Number + "0"));
        Assert.EndsWith("It is marked [Sensitive], so nothing more is told.", failed.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Number, failed.Message, StringComparison.Ordinal);
        Assert.Empty(failed.Inner);
    }

    [Fact]
    public async Task What_arrives_whole_is_handed_over_as_ever()
    {
        await using var host = await StartAsync();
        Assert.Equal("c", await host.RunAsync(Issue("4111111111111111") | Charge(customer: "c"), Deadline));
    }

    [Fact]
    public async Task The_description_of_a_task_names_what_is_marked()
    {
        await using var host = await StartAsync();
        var tasks = host.Services.GetServices<ITaskRegistry>().SelectMany(static r => r.Tasks).ToDictionary(static t => t.Name, StringComparer.Ordinal);
        Assert.Equal(["card"], tasks["till.charge"].SensitiveParameters);
        Assert.Empty(tasks["till.show"].SensitiveParameters);
        Assert.True(tasks["till.issue"].IsResultSensitive);
        Assert.False(tasks["till.charge"].IsResultSensitive);
    }

    private static Task<TaskTestHost> StartAsync() => TaskTestHost.StartAsync(static b => b.AddTypedTasksHostingTestsTasks(), Deadline);

    private static async Task<TaskFailure> FailureAsync<T>(TaskTestHost host, ISignature<T> flow) =>
        (await Assert.ThrowsAsync<TaskFailedException>(() => host.RunAsync(flow, Deadline))).Failure;
}

using System.Text;
using Microsoft.Extensions.DependencyInjection;
using TypedTasks.Testing;
using TypedTasks.Transport;

namespace TypedTasks.Conformance.Tests;

/// <summary>Messages that cannot be run end in the dead-letter queue, with a reason that says what to do.</summary>
public sealed class BadMessageTests : IAsyncLifetime
{
    private RunningHost host = null!;

    public async Task InitializeAsync() => host = await RunningHost.StartAsync(
        static b => b.UseInMemoryTransport().UseInMemoryStore());

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Theory]
    [InlineData("this is not JSON", "UndecodableMessage", "is not a TypedTasks message")]
    [InlineData("", "UndecodableMessage", "is not a TypedTasks message")]
    [InlineData("[1]", "UndecodableMessage", "it is not a JSON object")]
    [InlineData("{}", "UndecodableMessage", "it names no plan")]
    [InlineData("""{"v":9,"plan":{"t":"sums.number"}}""", "UndecodableMessage", "version 9")]
    [InlineData("""{"plan":{"y":1}}""", "UndecodableMessage", "neither step, sequence")]
    [InlineData("""{"plan":{"t":"sums.number"},"path":"7"}""", "UndecodableMessage", "has no step")]
    [InlineData("""{"plan":{"t":"sums.number"},"path":"a.b"}""", "UndecodableMessage", "is not a step path")]
    [InlineData("""{"flow":"../../x","plan":{"t":"sums.number"}}""", "UndecodableMessage", "flow id")]
    [InlineData("""{"planHash":"abc","stored":true}""", "UndecodableMessage", "The store has no plan abc")]
    [InlineData("""{"plan":{"t":"sums.numbr"}}""", "UnknownTask", "No task 'sums.numbr' is registered")]
    [InlineData("""{"plan":{"t":"sums.number","a":{"value":"secret"}}}""", "InvalidArgument", "Argument 'value' of task 'sums.number' cannot be read as int")]
    [InlineData("""{"plan":{"t":"sums.number","a":{}}}""", "InvalidArgument", "needs the argument 'value' (int)")]
    [InlineData("""{"plan":{"t":"sums.add","m":2},"in":[1]}""", "InvalidArgument", "takes 'right' from element 2 of a tuple of 2")]
    [InlineData("""{"plan":{"t":"sums.double","m":1}}""", "InvalidArgument", "but nothing arrived")]
    [InlineData("""{"plan":{"t":"sums.move","a":{"point":{"x":1,"x":2},"by":1}}}""", "InvalidArgument", "cannot be read as Point")]
    [InlineData("""{"plan":{"t":"sums.move","a":{"point":null,"by":1}}}""", "InvalidArgument", "Argument 'point' of task 'sums.move' is null")]
    [InlineData("""{"plan":{"t":"troubles.throw","a":{"message":"x"}}}""", "TaskFailed", "failed with System.InvalidOperationException in attempt 1, its last")]
    public async Task Ends_in_the_dead_letter_queue(string body, string reason, string text)
    {
        var transport = host.Get<InMemoryTransport>();
        await transport.SendAsync(
            [new TaskMessage { Id = "m1", Queue = QueueNames.Default, FlowId = "f1", Subject = "", Step = "", Body = Encoding.UTF8.GetBytes(body) }],
            Deadline.Token);
        await transport.WhenIdleAsync(Deadline.Token);

        var page = await transport.PeekDeadLettersAsync(QueueNames.Default, null, Deadline.Token);
        var letter = Assert.Single(page.Messages);
        Assert.Equal(reason, letter.Reason);
        Assert.Contains(text, letter.Description, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", letter.Description, StringComparison.Ordinal);
    }
}

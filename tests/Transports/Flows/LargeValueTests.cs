using TypedTasks.Transport;
using static TypedTasks.Transports.Tests.Flows.LargeSteps.Tasks;

namespace TypedTasks.Transports.Tests.Flows;

/// <summary>Values below the threshold of the options and above what the broker takes.</summary>
public sealed class LargeValueTests
{
    private const int Large = SmallSite.Limit + 1000;
    private static readonly CancellationToken Deadline = new CancellationTokenSource(TimeSpan.FromMinutes(2)).Token;

    [Fact]
    public async Task A_broker_that_takes_little_gets_values_by_reference()
    {
        await using var site = await SmallSite.StartAsync();
        Assert.Equal(SmallSite.Limit, await site.Transport.GetMaxMessageBytesAsync(QueueNames.Default, Deadline));
        var chain = await site.Client.EnqueueAsync(Fill(Large) | Same() | Elsewhere() | Length(), Deadline);
        var near = await site.Client.EnqueueAsync(Fill(SmallSite.Limit - 300) | Elsewhere() | Length(), Deadline);
        var group = await site.Client.EnqueueAsync(Group.Of(Fill(Large), Fill(Large)) | Lengths(), Deadline);
        var each = await site.Client.EnqueueAsync(Strings(20, 3000) | Length().Each(), Deadline);
        var chunks = await site.Client.EnqueueAsync(Strings(20, 3000) | Same().Each(chunkSize: 10, maxParallelism: 1) | Lengths(), Deadline);
        var first = await site.Client.EnqueueAsync(Group.FirstOf(Fill(Large), Fill(Large)) | Length(), Deadline);
        Assert.Equal(Large, await chain.WaitAsync(Deadline));
        Assert.Equal(SmallSite.Limit - 300, await near.WaitAsync(Deadline));
        Assert.Equal(2 * Large, await group.WaitAsync(Deadline));
        Assert.Equal(Enumerable.Repeat(3000, 20), await each.WaitAsync(Deadline));
        Assert.Equal(60_000, await chunks.WaitAsync(Deadline));
        Assert.Equal(Large, await first.WaitAsync(Deadline));
    }

    [Fact]
    public async Task A_large_failure_reaches_its_handler_shortened()
    {
        await using var site = await SmallSite.StartAsync();
        var handle = await site.Client.EnqueueAsync(Break(Large).Recover(Explain()), Deadline);
        Assert.Equal(typeof(InvalidOperationException).FullName, await handle.WaitAsync(Deadline));
    }

    [Fact]
    public async Task What_cannot_be_put_aside_is_refused_where_it_is_sent()
    {
        await using var site = await SmallSite.StartAsync();
        var e = await Assert.ThrowsAsync<MessageTooLargeException>(
            async () => await site.Client.SendAsync(Length(new string('x', Large)), Deadline));
        Assert.False(e.IsTransient);
        Assert.Contains($"takes at most {SmallSite.Limit}.", e.Message, StringComparison.Ordinal);
        Assert.Contains("EnqueueAsync", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_step_of_a_flow_without_a_store_fails_in_words_when_its_result_is_too_large()
    {
        await using var site = await SmallSite.StartAsync();
        await site.Client.SendAsync(Fill(Large) | Length(), Deadline);
        var letter = await LetterAsync(site);
        Assert.Equal("InvalidArgument", letter.Reason);
        Assert.Matches(
            $"^What follows task '.*[fF]ill' cannot be sent\\. Message .* has [0-9]+ bytes, and queue '{QueueNames.Default}' at .* takes at most {SmallSite.Limit}\\.",
            letter.Description);
    }

    [Fact]
    public async Task A_step_whose_message_leaves_no_room_for_another_attempt_fails_in_words()
    {
        await using var site = await SmallSite.StartAsync();
        await site.Client.SendAsync(Stumble(new string('x', SmallSite.Limit - 550)), Deadline);
        var letter = await LetterAsync(site);
        Assert.Contains("failed and cannot be repeated. Message", letter.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_owed_and_too_large_fails_its_flow()
    {
        await using var site = await SmallSite.StartAsync(static t => new BlindTransport(t));
        var handle = await site.Client.EnqueueAsync(Group.FirstOf(Fill(Large), Fill(Large)) | Length(), Deadline);
        var e = await Assert.ThrowsAsync<TaskFailedException>(async () => await handle.WaitAsync(Deadline));
        Assert.Equal("TypedTasks.MessageTooLarge", e.Failure.Type);
        Assert.Contains($"takes at most {SmallSite.Limit}.", e.Failure.Message, StringComparison.Ordinal);
    }

    private static async Task<DeadLetter> LetterAsync(SmallSite site)
    {
        // Receiving it is the sign that it is there.
        await using var letters = await site.Transport.OpenDeadLettersAsync(QueueNames.Default, inTransfer: false, new(1, 0), Deadline);
        Assert.NotNull(await letters.ReceiveAsync(Deadline));
        return Assert.Single((await site.Transport.PeekDeadLettersAsync(QueueNames.Default, null, Deadline)).Messages);
    }
}

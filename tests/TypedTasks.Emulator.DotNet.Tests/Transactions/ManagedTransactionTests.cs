using System.Transactions;
using Azure.Messaging.ServiceBus;

namespace TypedTasks.Emulator.DotNet.Tests.Transactions;

/// <summary>What the client does by requests, in a transaction: schedules, cancellations, deferred messages and states of sessions.</summary>
public sealed class ManagedTransactionTests : IAsyncLifetime
{
    private Service _service = null!;
    private ServiceBusSender _sender = null!;
    private ServiceBusReceiver _receiver = null!;

    private DateTimeOffset InOneHour => _service.Time.GetUtcNow().AddHours(1);

    public async Task InitializeAsync()
    {
        _service = await Service.StartAsync(options =>
        {
            options.Queues.Add(new QueueOptions { Name = "q", RequiresDuplicateDetection = false });
            options.Queues.Add(new QueueOptions { Name = "other" });
            options.Queues.Add(new QueueOptions { Name = "s", RequiresSession = true });
        });
        _sender = _service.Client.CreateSender("q");
        _receiver = _service.Client.CreateReceiver("q");
    }

    public async Task DisposeAsync() => await _service.DisposeAsync();

    [Fact]
    public async Task A_schedule_is_there_with_the_commit_under_the_number_that_was_told()
    {
        long number;
        using (var scope = Service.Transaction())
        {
            number = await _sender.ScheduleMessageAsync(new ServiceBusMessage("later"), InOneHour);
            Assert.Equal(0, _service.Counts().Scheduled);
            scope.Complete();
        }

        Assert.Equal(number, (await _receiver.PeekMessageAsync()).SequenceNumber);
        await _sender.CancelScheduledMessageAsync(number);
        Assert.Equal(0, _service.Counts().Scheduled);
    }

    [Fact]
    public async Task A_schedule_is_not_there_after_a_rollback()
    {
        long number;
        using (Service.Transaction()) number = await _sender.ScheduleMessageAsync(new ServiceBusMessage("later"), InOneHour);
        await Fails.WithAsync(ServiceBusFailureReason.MessageNotFound, () => _sender.CancelScheduledMessageAsync(number));
        Assert.Equal(0, _service.Counts().Scheduled);
    }

    [Fact]
    public async Task A_schedule_whose_time_has_come_by_the_commit_appears_with_it()
    {
        using (var scope = Service.Transaction())
        {
            await _sender.ScheduleMessageAsync(new ServiceBusMessage("soon"), _service.Time.GetUtcNow().AddSeconds(30));
            _service.Time.Advance(TimeSpan.FromMinutes(1));
            Assert.Equal(0, _service.Active());
            scope.Complete();
        }

        Assert.Equal(["soon"], await _service.Client.DrainAsync("q", 1));
    }

    [Fact]
    public async Task Many_schedules_count_as_many_messages()
    {
        var scope = Service.Transaction();
        await _sender.ScheduleMessagesAsync(Enumerable.Range(0, 60).Select(i => new ServiceBusMessage($"{i}")), InOneHour);
        await Assert.ThrowsAsync<InvalidOperationException>(() => _sender.ScheduleMessagesAsync(Enumerable.Range(0, 60).Select(i => new ServiceBusMessage($"{i}")), InOneHour));
        scope.Complete();
        Assert.ThrowsAny<TransactionException>(scope.Dispose);
        Assert.Equal(0, _service.Counts().Scheduled);
    }

    [Fact]
    public async Task A_cancellation_takes_effect_with_the_commit()
    {
        var number = await _sender.ScheduleMessageAsync(new ServiceBusMessage("x"), InOneHour);
        using (var scope = Service.Transaction())
        {
            await _sender.CancelScheduledMessageAsync(number);
            Assert.Equal(1, _service.Counts().Scheduled);
            scope.Complete();
        }

        Assert.Equal(0, _service.Counts().Scheduled);
    }

    [Fact]
    public async Task A_cancellation_is_undone_by_a_rollback()
    {
        var number = await _sender.ScheduleMessageAsync(new ServiceBusMessage("x"), InOneHour);
        using (Service.Transaction()) await _sender.CancelScheduledMessageAsync(number);
        await _sender.CancelScheduledMessageAsync(number);
        Assert.Equal(0, _service.Counts().Scheduled);
    }

    [Fact]
    public async Task What_appears_before_the_commit_cannot_be_cancelled_by_it()
    {
        var number = await _sender.ScheduleMessageAsync(new ServiceBusMessage("x"), _service.Time.GetUtcNow().AddSeconds(30));
        var scope = Service.Transaction();
        await _sender.SendMessageAsync(new ServiceBusMessage("with it"));
        await _sender.CancelScheduledMessageAsync(number);
        _service.Time.Advance(TimeSpan.FromMinutes(1));
        scope.Complete();
        Assert.ThrowsAny<TransactionException>(scope.Dispose);
        Assert.Equal(["x"], await _service.Client.DrainAsync("q", 1));
        Assert.Equal(0, _service.Active());
    }

    [Fact]
    public async Task A_number_that_is_not_there_dooms_the_transaction()
    {
        var scope = Service.Transaction();
        await _sender.SendMessageAsync(new ServiceBusMessage("with it"));
        await Fails.WithAsync(ServiceBusFailureReason.MessageNotFound, () => _sender.CancelScheduledMessageAsync(4711));
        scope.Complete();
        Assert.ThrowsAny<TransactionException>(scope.Dispose);
        Assert.Equal(0, _service.Active());
    }

    [Theory]
    [InlineData("complete", 0, 0)]
    [InlineData("abandon", 1, 0)]
    [InlineData("defer", 1, 0)]
    [InlineData("dead-letter", 0, 1)]
    public async Task A_deferred_message_is_settled_with_the_commit(string how, int deferred, int dead)
    {
        var message = await DeferredAsync();
        using (var scope = Service.Transaction())
        {
            await SettleAsync(how, message);
            Assert.Equal((1, 0), (_service.Active() + _service.Counts().Deferred, _service.Counts().DeadLetter));
            scope.Complete();
        }

        Assert.Equal((0, deferred, dead), (_service.Active(), _service.Counts().Deferred, _service.Counts().DeadLetter));
    }

    [Theory]
    [InlineData("complete")]
    [InlineData("abandon")]
    [InlineData("defer")]
    [InlineData("dead-letter")]
    public async Task A_deferred_message_is_locked_still_after_a_rollback(string how)
    {
        var message = await DeferredAsync();
        using (Service.Transaction()) await SettleAsync(how, message);
        await _receiver.CompleteMessageAsync(message);
        Assert.Equal((0, 0, 0), (_service.Active(), _service.Counts().Deferred, _service.Counts().DeadLetter));
    }

    [Fact]
    public async Task A_deferred_message_that_is_in_one_transaction_is_in_no_other()
    {
        var message = await DeferredAsync();
        using var first = Service.Transaction();
        await _receiver.CompleteMessageAsync(message);
        using (new TransactionScope(TransactionScopeOption.Suppress, TransactionScopeAsyncFlowOption.Enabled))
            await Fails.WithAsync(ServiceBusFailureReason.MessageLockLost, () => _receiver.CompleteMessageAsync(message));
    }

    [Fact]
    public async Task The_state_of_a_session_is_written_with_the_commit()
    {
        await using var session = await _service.Client.AcceptSessionAsync("s", "a");
        using (Service.Transaction()) await session.SetSessionStateAsync(new BinaryData("no"));
        Assert.Null(await session.GetSessionStateAsync());
        using (var scope = Service.Transaction())
        {
            await session.SetSessionStateAsync(new BinaryData("yes"));
            scope.Complete();
        }

        Assert.Equal("yes", (await session.GetSessionStateAsync()).ToString());
    }

    [Fact]
    public async Task A_schedule_elsewhere_is_refused()
    {
        using var scope = Service.Transaction();
        await _sender.SendMessageAsync(new ServiceBusMessage("x"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => _service.Client.CreateSender("other").ScheduleMessageAsync(new ServiceBusMessage("y"), InOneHour));
    }

    [Fact]
    public async Task A_transaction_of_another_client_is_unknown_to_requests_too()
    {
        using var scope = Service.Transaction();
        await _sender.SendMessageAsync(new ServiceBusMessage("x"));
        await Fails.WithAsync(ServiceBusFailureReason.GeneralError, () => _service.Connect().CreateSender("q").ScheduleMessageAsync(new ServiceBusMessage("y"), InOneHour));
    }

    private async Task<ServiceBusReceivedMessage> DeferredAsync()
    {
        await _sender.SendMessageAsync(new ServiceBusMessage("x"));
        var message = await _receiver.OneAsync();
        await _receiver.DeferMessageAsync(message);
        return await _receiver.ReceiveDeferredMessageAsync(message.SequenceNumber);
    }

    private Task SettleAsync(string how, ServiceBusReceivedMessage message) => how switch
    {
        "complete" => _receiver.CompleteMessageAsync(message),
        "abandon" => _receiver.AbandonMessageAsync(message),
        "defer" => _receiver.DeferMessageAsync(message),
        _ => _receiver.DeadLetterMessageAsync(message, "why"),
    };
}

using System.Transactions;
using Azure.Messaging.ServiceBus;

namespace TypedTasks.Emulator.DotNet.Tests.Transactions;

/// <summary>What the client does by requests, in a transaction: schedules, cancellations, deferred messages and states of sessions.</summary>
public sealed class ManagedTransactionTests : IAsyncLifetime
{
    private Service service = null!;
    private ServiceBusSender sender = null!;
    private ServiceBusReceiver receiver = null!;

    private DateTimeOffset InOneHour => service.Time.GetUtcNow().AddHours(1);

    public async Task InitializeAsync()
    {
        service = await Service.StartAsync(options =>
        {
            options.Queues.Add(new QueueOptions { Name = "q", RequiresDuplicateDetection = false });
            options.Queues.Add(new QueueOptions { Name = "other" });
            options.Queues.Add(new QueueOptions { Name = "s", RequiresSession = true });
        });
        sender = service.Client.CreateSender("q");
        receiver = service.Client.CreateReceiver("q");
    }

    public async Task DisposeAsync() => await service.DisposeAsync();

    [Fact]
    public async Task A_schedule_is_there_with_the_commit_under_the_number_that_was_told()
    {
        long number;
        using (var scope = Service.Transaction())
        {
            number = await sender.ScheduleMessageAsync(new ServiceBusMessage("later"), InOneHour);
            Assert.Equal(0, service.Counts().Scheduled);
            scope.Complete();
        }

        Assert.Equal(number, (await receiver.PeekMessageAsync()).SequenceNumber);
        await sender.CancelScheduledMessageAsync(number);
        Assert.Equal(0, service.Counts().Scheduled);
    }

    [Fact]
    public async Task A_schedule_is_not_there_after_a_rollback()
    {
        long number;
        using (Service.Transaction())
            number = await sender.ScheduleMessageAsync(new ServiceBusMessage("later"), InOneHour);
        await Fails.WithAsync(ServiceBusFailureReason.MessageNotFound, () => sender.CancelScheduledMessageAsync(number));
        Assert.Equal(0, service.Counts().Scheduled);
    }

    [Fact]
    public async Task A_schedule_whose_time_has_come_by_the_commit_appears_with_it()
    {
        using (var scope = Service.Transaction())
        {
            await sender.ScheduleMessageAsync(new ServiceBusMessage("soon"), service.Time.GetUtcNow().AddSeconds(30));
            service.Time.Advance(TimeSpan.FromMinutes(1));
            Assert.Equal(0, service.Active());
            scope.Complete();
        }

        Assert.Equal(["soon"], await service.Client.DrainAsync("q", 1));
    }

    [Fact]
    public async Task Many_schedules_count_as_many_messages()
    {
        var scope = Service.Transaction();
        await sender.ScheduleMessagesAsync(Enumerable.Range(0, 60).Select(i => new ServiceBusMessage($"{i}")), InOneHour);
        await Assert.ThrowsAsync<InvalidOperationException>(() => sender.ScheduleMessagesAsync(Enumerable.Range(0, 60).Select(i => new ServiceBusMessage($"{i}")), InOneHour));
        scope.Complete();
        Assert.ThrowsAny<TransactionException>(scope.Dispose);
        Assert.Equal(0, service.Counts().Scheduled);
    }

    [Fact]
    public async Task A_cancellation_takes_effect_with_the_commit()
    {
        var number = await sender.ScheduleMessageAsync(new ServiceBusMessage("x"), InOneHour);
        using (var scope = Service.Transaction())
        {
            await sender.CancelScheduledMessageAsync(number);
            Assert.Equal(1, service.Counts().Scheduled);
            scope.Complete();
        }

        Assert.Equal(0, service.Counts().Scheduled);
    }

    [Fact]
    public async Task A_cancellation_is_undone_by_a_rollback()
    {
        var number = await sender.ScheduleMessageAsync(new ServiceBusMessage("x"), InOneHour);
        using (Service.Transaction())
            await sender.CancelScheduledMessageAsync(number);
        await sender.CancelScheduledMessageAsync(number);
        Assert.Equal(0, service.Counts().Scheduled);
    }

    [Fact]
    public async Task What_appears_before_the_commit_cannot_be_cancelled_by_it()
    {
        var number = await sender.ScheduleMessageAsync(new ServiceBusMessage("x"), service.Time.GetUtcNow().AddSeconds(30));
        var scope = Service.Transaction();
        await sender.SendMessageAsync(new ServiceBusMessage("with it"));
        await sender.CancelScheduledMessageAsync(number);
        service.Time.Advance(TimeSpan.FromMinutes(1));
        scope.Complete();
        Assert.ThrowsAny<TransactionException>(scope.Dispose);
        Assert.Equal(["x"], await service.Client.DrainAsync("q", 1));
        Assert.Equal(0, service.Active());
    }

    [Fact]
    public async Task A_number_that_is_not_there_dooms_the_transaction()
    {
        var scope = Service.Transaction();
        await sender.SendMessageAsync(new ServiceBusMessage("with it"));
        await Fails.WithAsync(ServiceBusFailureReason.MessageNotFound, () => sender.CancelScheduledMessageAsync(4711));
        scope.Complete();
        Assert.ThrowsAny<TransactionException>(scope.Dispose);
        Assert.Equal(0, service.Active());
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
            Assert.Equal((1, 0), (service.Active() + service.Counts().Deferred, service.Counts().DeadLetter));
            scope.Complete();
        }

        Assert.Equal((0, deferred, dead), (service.Active(), service.Counts().Deferred, service.Counts().DeadLetter));
    }

    [Theory]
    [InlineData("complete")]
    [InlineData("abandon")]
    [InlineData("defer")]
    [InlineData("dead-letter")]
    public async Task A_deferred_message_is_locked_still_after_a_rollback(string how)
    {
        var message = await DeferredAsync();
        using (Service.Transaction())
            await SettleAsync(how, message);
        await receiver.CompleteMessageAsync(message);
        Assert.Equal((0, 0, 0), (service.Active(), service.Counts().Deferred, service.Counts().DeadLetter));
    }

    [Fact]
    public async Task A_deferred_message_that_is_in_one_transaction_is_in_no_other()
    {
        var message = await DeferredAsync();
        using var first = Service.Transaction();
        await receiver.CompleteMessageAsync(message);
        using (new TransactionScope(TransactionScopeOption.Suppress, TransactionScopeAsyncFlowOption.Enabled))
            await Fails.WithAsync(ServiceBusFailureReason.MessageLockLost, () => receiver.CompleteMessageAsync(message));
    }

    [Fact]
    public async Task The_state_of_a_session_is_written_with_the_commit()
    {
        await using var session = await service.Client.AcceptSessionAsync("s", "a");
        using (Service.Transaction())
            await session.SetSessionStateAsync(new BinaryData("no"));
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
        await sender.SendMessageAsync(new ServiceBusMessage("x"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => service.Client.CreateSender("other").ScheduleMessageAsync(new ServiceBusMessage("y"), InOneHour));
    }

    [Fact]
    public async Task A_transaction_of_another_client_is_unknown_to_requests_too()
    {
        using var scope = Service.Transaction();
        await sender.SendMessageAsync(new ServiceBusMessage("x"));
        await Fails.WithAsync(ServiceBusFailureReason.GeneralError, () => service.Connect().CreateSender("q").ScheduleMessageAsync(new ServiceBusMessage("y"), InOneHour));
    }

    private async Task<ServiceBusReceivedMessage> DeferredAsync()
    {
        await sender.SendMessageAsync(new ServiceBusMessage("x"));
        var message = await receiver.OneAsync();
        await receiver.DeferMessageAsync(message);
        return await receiver.ReceiveDeferredMessageAsync(message.SequenceNumber);
    }

    private Task SettleAsync(string how, ServiceBusReceivedMessage message) => how switch
    {
        "complete" => receiver.CompleteMessageAsync(message),
        "abandon" => receiver.AbandonMessageAsync(message),
        "defer" => receiver.DeferMessageAsync(message),
        _ => receiver.DeadLetterMessageAsync(message, "why"),
    };
}

using Azure.Messaging.ServiceBus;

namespace TypedTasks.Emulator.DotNet.Tests.Failures;

/// <summary>Every reason that the client knows of a failure, for what it stands for.</summary>
public sealed class FailureReasonTests : IAsyncLifetime
{
    private Service service = null!;
    private ServiceBusClient client = null!;

    public async Task InitializeAsync()
    {
        service = await Service.StartAsync(options =>
        {
            options.Queues.Add(new QueueOptions { Name = "q" });
            options.Queues.Add(new QueueOptions { Name = "small", MaxSizeInBytes = 2_000, RequiresDuplicateDetection = false });
            options.Queues.Add(new QueueOptions { Name = "off", Status = EntityStatus.Disabled });
            options.Queues.Add(new QueueOptions { Name = "deaf", Status = EntityStatus.SendDisabled });
            options.Queues.Add(new QueueOptions { Name = "mute", Status = EntityStatus.ReceiveDisabled });
            options.Queues.Add(new QueueOptions { Name = "s", RequiresSession = true });
        });
        client = service.Client;
    }

    public async Task DisposeAsync() => await service.DisposeAsync();

    [Fact]
    public void Every_reason_has_a_check_here()
    {
        var named = typeof(FailureReasonTests).GetMethods().Select(method => method.Name.Split('_')[0]).ToHashSet();
        Assert.All(Enum.GetNames<ServiceBusFailureReason>(), reason => Assert.Contains(reason, named));
    }

    [Fact]
    public async Task GeneralError_is_what_has_no_other_name()
    {
        await client.CreateSender("q").SendMessageAsync(new ServiceBusMessage("x"));
        // A transaction belongs to the connection that declared it.
        using var scope = Service.Transaction();
        await client.CreateSender("q").SendMessageAsync(new ServiceBusMessage("1"));
        await Fails.WithAsync(ServiceBusFailureReason.GeneralError, () => service.Connect().CreateSender("q").SendMessageAsync(new ServiceBusMessage("2")));
    }

    [Fact]
    public async Task MessagingEntityNotFound_for_a_sender() =>
        await Fails.WithAsync(ServiceBusFailureReason.MessagingEntityNotFound, () => client.CreateSender("nowhere").SendMessageAsync(new ServiceBusMessage("x")));

    [Fact]
    public async Task MessagingEntityNotFound_for_a_receiver() =>
        await Fails.WithAsync(ServiceBusFailureReason.MessagingEntityNotFound, () => client.CreateReceiver("nowhere").ReceiveMessageAsync(Service.Patience));

    [Fact]
    public async Task MessagingEntityNotFound_for_a_look() =>
        await Fails.WithAsync(ServiceBusFailureReason.MessagingEntityNotFound, () => client.CreateReceiver("nowhere").PeekMessageAsync());

    [Fact]
    public async Task MessagingEntityNotFound_for_what_was_deleted_meanwhile()
    {
        var sender = client.CreateSender("q");
        await sender.SendMessageAsync(new ServiceBusMessage("x"));
        await service.Administration.DeleteQueueAsync("q");
        await Fails.WithAsync(ServiceBusFailureReason.MessagingEntityNotFound, () => sender.SendMessageAsync(new ServiceBusMessage("x")));
    }

    [Fact]
    public async Task MessageLockLost_when_the_lock_is_over()
    {
        await client.CreateSender("q").SendMessageAsync(new ServiceBusMessage("x"));
        var receiver = client.CreateReceiver("q");
        var message = await receiver.OneAsync();
        service.Time.Advance(TimeSpan.FromMinutes(1));
        await Fails.WithAsync(ServiceBusFailureReason.MessageLockLost, () => receiver.CompleteMessageAsync(message));
    }

    [Fact]
    public async Task MessageNotFound_for_a_number_that_is_not_deferred() =>
        await Fails.WithAsync(ServiceBusFailureReason.MessageNotFound, () => client.CreateReceiver("q").ReceiveDeferredMessageAsync(4711));

    [Fact]
    public async Task MessageNotFound_for_a_number_that_is_not_scheduled() =>
        await Fails.WithAsync(ServiceBusFailureReason.MessageNotFound, () => client.CreateSender("q").CancelScheduledMessageAsync(4711));

    [Fact]
    public async Task MessageSizeExceeded_for_one_message() =>
        await Fails.WithAsync(ServiceBusFailureReason.MessageSizeExceeded, () => client.CreateSender("q").SendMessageAsync(new ServiceBusMessage(new byte[300_000])));

    [Fact]
    public async Task MessageSizeExceeded_for_a_list_of_messages() =>
        await Fails.WithAsync(ServiceBusFailureReason.MessageSizeExceeded, () => client.CreateSender("q").SendMessagesAsync([new(new byte[200_000]), new(new byte[200_000])]));

    [Fact]
    public async Task MessagingEntityDisabled_for_a_sender()
    {
        await Fails.WithAsync(ServiceBusFailureReason.MessagingEntityDisabled, () => client.CreateSender("off").SendMessageAsync(new ServiceBusMessage("x")));
        await Fails.WithAsync(ServiceBusFailureReason.MessagingEntityDisabled, () => client.CreateSender("deaf").SendMessageAsync(new ServiceBusMessage("x")));
        await client.CreateSender("mute").SendMessageAsync(new ServiceBusMessage("x"));
    }

    [Fact]
    public async Task MessagingEntityDisabled_for_a_receiver()
    {
        await Fails.WithAsync(ServiceBusFailureReason.MessagingEntityDisabled, () => client.CreateReceiver("off").ReceiveMessageAsync(Service.Patience));
        await Fails.WithAsync(ServiceBusFailureReason.MessagingEntityDisabled, () => client.CreateReceiver("mute").ReceiveMessageAsync(Service.Patience));
    }

    [Fact]
    public async Task QuotaExceeded_when_a_queue_is_full()
    {
        var sender = client.CreateSender("small");
        await sender.SendMessageAsync(new ServiceBusMessage(new byte[1_500]));
        await Fails.WithAsync(ServiceBusFailureReason.QuotaExceeded, () => sender.SendMessageAsync(new ServiceBusMessage(new byte[1_500])));
    }

    [Fact]
    public async Task QuotaExceeded_when_its_dead_letters_fill_it()
    {
        var sender = client.CreateSender("small");
        await sender.SendMessageAsync(new ServiceBusMessage(new byte[1_500]));
        var receiver = client.CreateReceiver("small");
        await receiver.DeadLetterMessageAsync(await receiver.OneAsync());
        await Fails.WithAsync(ServiceBusFailureReason.QuotaExceeded, () => sender.SendMessageAsync(new ServiceBusMessage(new byte[1_500])));
    }

    [Fact]
    public async Task QuotaExceeded_when_a_schedule_does_not_fit() =>
        await Fails.WithAsync(
            ServiceBusFailureReason.QuotaExceeded,
            () => client.CreateSender("small").ScheduleMessageAsync(new ServiceBusMessage(new byte[3_000]), service.Time.GetUtcNow().AddHours(1)));

    [Fact]
    public async Task ServiceBusy_when_it_is_throttled()
    {
        service.Emulator.Faults.Throttle("q", 1);
        var failure = await Fails.WithAsync(ServiceBusFailureReason.ServiceBusy, () => client.CreateSender("q").SendMessageAsync(new ServiceBusMessage("x")));
        Assert.True(failure.IsTransient);
    }

    [Fact]
    public async Task ServiceTimeout_when_no_session_comes()
    {
        var client = service.Connect(options => options.RetryOptions.TryTimeout = TimeSpan.FromSeconds(1));
        var accepting = client.AcceptNextSessionAsync("s");
        await service.AdvanceUntilAsync(accepting, TimeSpan.FromSeconds(1));
        await Fails.WithAsync(ServiceBusFailureReason.ServiceTimeout, () => accepting);
    }

    [Fact]
    public async Task ServiceCommunicationProblem_when_nobody_is_there()
    {
        var client = service.Connect(connectionString: "Endpoint=sb://127.0.0.1:1;SharedAccessKeyName=n;SharedAccessKey=k;UseDevelopmentEmulator=true");
        await Fails.WithAsync(ServiceBusFailureReason.ServiceCommunicationProblem, () => client.CreateSender("q").SendMessageAsync(new ServiceBusMessage("x")));
    }

    [Fact]
    public async Task SessionCannotBeLocked_while_another_has_it()
    {
        await using var session = await client.AcceptSessionAsync("s", "a");
        await Fails.WithAsync(ServiceBusFailureReason.SessionCannotBeLocked, () => client.AcceptSessionAsync("s", "a"));
    }

    [Fact]
    public async Task SessionLockLost_when_the_lock_is_over()
    {
        await client.CreateSender("s").SendMessageAsync(new ServiceBusMessage("x") { SessionId = "a" });
        await using var session = await client.AcceptSessionAsync("s", "a");
        var message = await session.OneAsync();
        service.Emulator.Faults.DelaySettlements("s", 1, TimeSpan.FromMinutes(5));
        var settling = session.CompleteMessageAsync(message);
        // The settlement is there when this, which was sent after it, is answered.
        _ = await session.PeekMessageAsync(0);
        service.Time.Advance(TimeSpan.FromMinutes(1));
        await Fails.WithAsync(ServiceBusFailureReason.SessionLockLost, () => settling);
    }

    [Fact]
    public async Task MessagingEntityAlreadyExists_for_a_queue() =>
        await Fails.WithAsync(ServiceBusFailureReason.MessagingEntityAlreadyExists, () => service.Administration.CreateQueueAsync("q"));

    [Fact]
    public async Task Unauthorized_is_an_exception_of_its_own()
    {
        var wrong = service.Emulator.ConnectionString.Replace("SharedAccessKey=", "SharedAccessKey=x", StringComparison.Ordinal);
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => service.Connect(connectionString: wrong).CreateSender("q").SendMessageAsync(new ServiceBusMessage("x")));
    }

    [Fact]
    public async Task An_id_that_is_too_long_is_refused_by_the_client() =>
        await Assert.ThrowsAnyAsync<ArgumentException>(() => client.CreateSender("q").SendMessageAsync(new ServiceBusMessage("x") { MessageId = new string('m', 129) }));
}

using Azure.Messaging.ServiceBus;

namespace TypedTasks.Emulator.DotNet.Tests.Messages;

public sealed class ScheduleTests : IAsyncLifetime
{
    private Service service = null!;
    private ServiceBusSender sender = null!;

    private DateTimeOffset InOneHour => service.Time.GetUtcNow().AddHours(1);

    public async Task InitializeAsync()
    {
        service = await Service.StartAsync("q");
        sender = service.Client.CreateSender("q");
    }

    public async Task DisposeAsync() => await service.DisposeAsync();

    [Fact]
    public async Task A_scheduled_message_appears_at_its_time_with_a_new_number()
    {
        var number = await sender.ScheduleMessageAsync(new ServiceBusMessage("later"), service.Time.GetUtcNow().AddMinutes(5));
        Assert.Equal((0, 1), (service.Active(), service.Counts().Scheduled));
        service.Time.Advance(TimeSpan.FromMinutes(5) + TimeSpan.FromMilliseconds(1));
        var got = await service.Client.CreateReceiver("q").OneAsync();
        Assert.Equal("later", got.Body());
        Assert.True(got.SequenceNumber > number);
        Assert.Equal(service.Time.GetUtcNow(), got.EnqueuedTime, TimeSpan.FromMilliseconds(2));
    }

    [Fact]
    public async Task A_message_may_say_itself_when_it_is_to_appear()
    {
        await sender.SendMessageAsync(new ServiceBusMessage("later") { ScheduledEnqueueTime = service.Time.GetUtcNow().AddMinutes(1) });
        Assert.Equal((0, 1), (service.Active(), service.Counts().Scheduled));
        service.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(["later"], await service.Client.DrainAsync("q", 1));
    }

    [Fact]
    public async Task A_time_that_has_passed_means_now()
    {
        await sender.ScheduleMessageAsync(new ServiceBusMessage("now"), service.Time.GetUtcNow().AddMinutes(-5));
        Assert.Equal(["now"], await service.Client.DrainAsync("q", 1));
    }

    [Fact]
    public async Task Many_are_scheduled_at_once_and_have_numbers_of_their_own()
    {
        var numbers = await sender.ScheduleMessagesAsync(Enumerable.Range(0, 50).Select(i => new ServiceBusMessage($"{i}")), InOneHour);
        Assert.Equal(50, numbers.Distinct().Count());
        Assert.Equal(50, service.Counts().Scheduled);
    }

    [Fact]
    public async Task A_scheduled_message_is_cancelled()
    {
        await sender.CancelScheduledMessageAsync(await sender.ScheduleMessageAsync(new ServiceBusMessage("x"), InOneHour));
        Assert.Equal(0, service.Counts().Scheduled);
    }

    [Fact]
    public async Task Some_of_many_are_cancelled()
    {
        var numbers = await sender.ScheduleMessagesAsync(Enumerable.Range(0, 5).Select(i => new ServiceBusMessage($"{i}")), InOneHour);
        await sender.CancelScheduledMessagesAsync([numbers[1], numbers[3]]);
        service.Time.Advance(TimeSpan.FromMinutes(29));
        Assert.Equal(3, service.Counts().Scheduled);
    }

    [Fact]
    public async Task What_has_appeared_cannot_be_cancelled()
    {
        var number = await sender.ScheduleMessageAsync(new ServiceBusMessage("x"), service.Time.GetUtcNow().AddMinutes(1));
        service.Time.Advance(TimeSpan.FromMinutes(2));
        await Fails.WithAsync(ServiceBusFailureReason.MessageNotFound, () => sender.CancelScheduledMessageAsync(number));
        Assert.Equal(1, service.Active());
    }

    [Fact]
    public async Task Cancelling_is_all_or_nothing()
    {
        var number = await sender.ScheduleMessageAsync(new ServiceBusMessage("x"), InOneHour);
        await Fails.WithAsync(ServiceBusFailureReason.MessageNotFound, () => sender.CancelScheduledMessagesAsync([number, 4711]));
        Assert.Equal(1, service.Counts().Scheduled);
    }

    [Fact]
    public async Task A_scheduled_message_is_seen_by_looking()
    {
        await sender.ScheduleMessageAsync(new ServiceBusMessage("x"), InOneHour);
        var seen = await service.Client.CreateReceiver("q").PeekMessageAsync();
        Assert.Equal(("x", ServiceBusMessageState.Scheduled), (seen.Body(), seen.State));
        Assert.Equal(InOneHour, seen.ScheduledEnqueueTime, TimeSpan.FromMilliseconds(1));
    }

    [Fact]
    public async Task A_scheduled_message_goes_to_the_subscriptions_of_its_topic_in_time()
    {
        await using var service = await Service.StartAsync(options => options.Topics.Add(new TopicOptions { Name = "t", Subscriptions = { new SubscriptionOptions { Name = "s" } } }));
        await service.Client.CreateSender("t").ScheduleMessageAsync(new ServiceBusMessage("x"), service.Time.GetUtcNow().AddMinutes(1));
        Assert.Equal(0, service.Active("t/Subscriptions/s"));
        service.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(1, service.Active("t/Subscriptions/s"));
    }
}

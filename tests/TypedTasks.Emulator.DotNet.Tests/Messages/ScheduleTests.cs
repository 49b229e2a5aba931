using Azure.Messaging.ServiceBus;

namespace TypedTasks.Emulator.DotNet.Tests.Messages;

public sealed class ScheduleTests : IAsyncLifetime
{
    private Service _service = null!;
    private ServiceBusSender _sender = null!;

    private DateTimeOffset InOneHour => _service.Time.GetUtcNow().AddHours(1);

    public async Task InitializeAsync()
    {
        _service = await Service.StartAsync("q");
        _sender = _service.Client.CreateSender("q");
    }

    public async Task DisposeAsync() => await _service.DisposeAsync();

    [Fact]
    public async Task A_scheduled_message_appears_at_its_time_with_a_new_number()
    {
        var number = await _sender.ScheduleMessageAsync(new ServiceBusMessage("later"), _service.Time.GetUtcNow().AddMinutes(5));
        Assert.Equal((0, 1), (_service.Active(), _service.Counts().Scheduled));
        _service.Time.Advance(TimeSpan.FromMinutes(5) + TimeSpan.FromMilliseconds(1));
        var got = await _service.Client.CreateReceiver("q").OneAsync();
        Assert.Equal("later", got.Body());
        Assert.True(got.SequenceNumber > number);
        Assert.Equal(_service.Time.GetUtcNow(), got.EnqueuedTime, TimeSpan.FromMilliseconds(2));
    }

    [Fact]
    public async Task A_message_may_say_itself_when_it_is_to_appear()
    {
        await _sender.SendMessageAsync(new ServiceBusMessage("later") { ScheduledEnqueueTime = _service.Time.GetUtcNow().AddMinutes(1) });
        Assert.Equal((0, 1), (_service.Active(), _service.Counts().Scheduled));
        _service.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(["later"], await _service.Client.DrainAsync("q", 1));
    }

    [Fact]
    public async Task A_time_that_has_passed_means_now()
    {
        await _sender.ScheduleMessageAsync(new ServiceBusMessage("now"), _service.Time.GetUtcNow().AddMinutes(-5));
        Assert.Equal(["now"], await _service.Client.DrainAsync("q", 1));
    }

    [Fact]
    public async Task Many_are_scheduled_at_once_and_have_numbers_of_their_own()
    {
        var numbers = await _sender.ScheduleMessagesAsync(Enumerable.Range(0, 50).Select(i => new ServiceBusMessage($"{i}")), InOneHour);
        Assert.Equal(50, numbers.Distinct().Count());
        Assert.Equal(50, _service.Counts().Scheduled);
    }

    [Fact]
    public async Task A_scheduled_message_is_cancelled()
    {
        await _sender.CancelScheduledMessageAsync(await _sender.ScheduleMessageAsync(new ServiceBusMessage("x"), InOneHour));
        Assert.Equal(0, _service.Counts().Scheduled);
    }

    [Fact]
    public async Task Some_of_many_are_cancelled()
    {
        var numbers = await _sender.ScheduleMessagesAsync(Enumerable.Range(0, 5).Select(i => new ServiceBusMessage($"{i}")), InOneHour);
        await _sender.CancelScheduledMessagesAsync([numbers[1], numbers[3]]);
        _service.Time.Advance(TimeSpan.FromMinutes(29));
        Assert.Equal(3, _service.Counts().Scheduled);
    }

    [Fact]
    public async Task What_has_appeared_cannot_be_cancelled()
    {
        var number = await _sender.ScheduleMessageAsync(new ServiceBusMessage("x"), _service.Time.GetUtcNow().AddMinutes(1));
        _service.Time.Advance(TimeSpan.FromMinutes(2));
        await Fails.WithAsync(ServiceBusFailureReason.MessageNotFound, () => _sender.CancelScheduledMessageAsync(number));
        Assert.Equal(1, _service.Active());
    }

    [Fact]
    public async Task Cancelling_is_all_or_nothing()
    {
        var number = await _sender.ScheduleMessageAsync(new ServiceBusMessage("x"), InOneHour);
        await Fails.WithAsync(ServiceBusFailureReason.MessageNotFound, () => _sender.CancelScheduledMessagesAsync([number, 4711]));
        Assert.Equal(1, _service.Counts().Scheduled);
    }

    [Fact]
    public async Task A_scheduled_message_is_seen_by_looking()
    {
        await _sender.ScheduleMessageAsync(new ServiceBusMessage("x"), InOneHour);
        var seen = await _service.Client.CreateReceiver("q").PeekMessageAsync();
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

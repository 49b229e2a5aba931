using Azure.Messaging.ServiceBus;

namespace TypedTasks.Emulator.DotNet.Tests;

/// <summary>Says that something fails, and why.</summary>
internal static class Fails
{
    public static async Task<ServiceBusException> WithAsync(ServiceBusFailureReason reason, Func<Task> act)
    {
        var failure = await Assert.ThrowsAsync<ServiceBusException>(act);
        Assert.True(reason == failure.Reason, $"{failure.Reason} instead of {reason}: {failure.Message}");
        return failure;
    }
}

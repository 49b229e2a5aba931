namespace TypedTasks.Emulator.Tests;

public sealed class MessageLimitTests
{
    [Theory]
    [InlineData(4 * 1024)]
    [InlineData(256 * 1024)]
    public async Task A_limit_within_the_range_is_taken(int bytes)
    {
        await using var emulator = await ServiceBusEmulator.StartAsync(new() { MaxMessageBytes = bytes });
        Assert.True(emulator.Port > 0);
    }

    [Theory]
    [InlineData((4 * 1024) - 1)]
    [InlineData((256 * 1024) + 1)]
    public async Task A_limit_out_of_range_is_refused(int bytes)
    {
        var e = await Assert.ThrowsAsync<ArgumentException>(() => ServiceBusEmulator.StartAsync(new() { MaxMessageBytes = bytes }));
        Assert.Contains("MaxMessageBytes is 4096 to 262144", e.Message, StringComparison.Ordinal);
    }
}

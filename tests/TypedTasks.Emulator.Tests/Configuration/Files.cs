namespace TypedTasks.Emulator.Tests.Configuration;

/// <summary>What files say, once they are read.</summary>
internal static class Files
{
    public static ServiceBusEmulatorOptions Read(string json, params (string Name, string Value)[] parameters)
    {
        var options = new ServiceBusEmulatorOptions();
        options.AddConfiguration(json, parameters.ToDictionary(static p => p.Name, static p => p.Value));
        return options;
    }

    /// <summary>The words in which a file is refused.</summary>
    public static string Refusal(string json, params (string Name, string Value)[] parameters) =>
        Assert.Throws<FormatException>(() => Read(json, parameters)).Message;

    public static string[] Names(ServiceBusEmulatorOptions options) => [.. options.Queues.Select(static queue => queue.Name)];
}

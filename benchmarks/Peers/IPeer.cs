namespace Peers;

/// <summary>A library that runs work in this process.</summary>
internal interface IPeer : IAsyncDisposable
{
    Task StartAsync();

    /// <summary>Tasks that only count; over when all have run.</summary>
    Task NoOpsAsync(int count);

    /// <summary>Chains of 10; null where the library has no such thing.</summary>
    Task? StepsAsync(int count);

    /// <summary>Groups of 100 with a body; null where the library has no such thing.</summary>
    Task? MembersAsync(int count);
}

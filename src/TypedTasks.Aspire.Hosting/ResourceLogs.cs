using Microsoft.Extensions.Logging;

namespace Aspire.Hosting;

/// <summary>Writes everything to the log of one resource.</summary>
internal sealed class ResourceLogs(ILogger logger) : ILoggerFactory
{
    public ILogger CreateLogger(string categoryName) => logger;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException("A resource has one log.");

    public void Dispose()
    {
    }
}

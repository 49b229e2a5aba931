using Microsoft.Extensions.Logging;

namespace TypedTasks.Emulator.Durability;

/// <summary>What the journal says about itself.</summary>
internal static partial class JournalLog
{
    [LoggerMessage(20, LogLevel.Information, "The journal holds {Messages} messages; acknowledged means {Promise}.")]
    public static partial void Opened(ILogger logger, int messages, string promise);

    [LoggerMessage(21, LogLevel.Warning, "The journal had {Bytes} bytes after position {Position} that are not a whole frame; they were cut off, nothing before them is lost.")]
    public static partial void TailCut(ILogger logger, long bytes, long position);

    [LoggerMessage(22, LogLevel.Error, "The journal cannot be written: nothing is acknowledged any more. Make room or repair the disk, and start again.")]
    public static partial void Failed(ILogger logger, Exception failure);
}

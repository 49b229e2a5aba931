using TypedTasks;

namespace Reminder;

internal static partial class Mails
{
    [Task]
    public static string Remind(string name, DateTimeOffset appointment) => $"{name} is reminded of {appointment:HH:mm} UTC";
}

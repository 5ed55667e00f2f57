using System.Globalization;
using TypedBus.Transports.Worker;

// URL FILE HANG PREFETCH: handles what comes, notes it in the file, and stops when its input ends.
if (args is not [var url, var file, var hang, var prefetch])
{
    Console.Error.WriteLine("A test starts this program.");
    return 2;
}

Ledger.File = file;
await using (await WorkerBus.StartAsync(url, Enum.Parse<Hang>(hang), int.Parse(prefetch, CultureInfo.InvariantCulture)))
{
    while (await Console.In.ReadLineAsync() is not null)
    {
        // Only its end says anything.
    }
}

return 0;

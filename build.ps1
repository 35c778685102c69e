dotnet restore --locked-mode
dotnet build --no-restore
dotnet format --verify-no-changes --no-restore
dotnet test --no-build --logger trx --results-directory artifacts/test-results --blame-hang-timeout 25m --blame-hang-dump-type none
dotnet publish src/Daemon -c Release -o artifacts/publish/edge-gateway
dotnet publish src/Cli -c Release -o artifacts/publish/edgectl
dotnet publish src/Hub -c Release -o artifacts/publish/profile-hub

#!/usr/bin/env node
import loader from "./load.cjs";

loader.load().cli.runProcess();
